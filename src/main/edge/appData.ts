import type { RestContext } from "./rest/restContext.ts";

type Context = Pick<RestContext, "kv" | "buckets" | "databases" | "objects" | "gateway">;

/** `app-jwbqqn-…`, as `appResourceName` makes them. */
const APP_RESOURCE = /^app-([a-z0-9]+)-/;
/** `namespace/jwbqqn-api` */
const APP_SCRIPT = /\/([a-z0-9]+)(?:-api)?$/;

/** Ids of the apps whose workers have kept data here. */
export function appsWithData({ kv, buckets, databases, objects }: Context): string[] {
  const names = [
    ...kv.list().map(({ title }) => APP_RESOURCE.exec(title)),
    ...buckets.list().map(({ name }) => APP_RESOURCE.exec(name)),
    ...databases.list().map(({ name }) => APP_RESOURCE.exec(name)),
    ...objects.scripts().map((key) => APP_SCRIPT.exec(key)),
  ];
  return [...new Set(names.flatMap((match) => match?.[1] ?? []))].toSorted();
}

/** Deletes what an app's worker has kept: values, objects of its buckets, tables, its own objects. */
export async function deleteAppData(context: Context, app: string): Promise<void> {
  const { kv, buckets, databases, gateway } = context;
  const isOwn = (name: string) => APP_RESOURCE.exec(name)?.[1] === app;
  await deleteObjects(context, app);
  for (const { id } of kv.list().filter(({ title }) => isOwn(title))) {
    await gateway.kvClear(id);
    kv.delete(id);
  }
  for (const { name } of buckets.list().filter((bucket) => isOwn(bucket.name))) {
    await gateway.clearBucket(name);
    buckets.delete(name);
  }
  for (const { id } of databases.list().filter(({ name }) => isOwn(name))) {
    await gateway.sqlClear(id);
    databases.delete(id);
  }
}

async function deleteObjects({ objects, gateway }: Context, app: string): Promise<void> {
  for (const script of objects.scripts().filter((key) => APP_SCRIPT.exec(key)?.[1] === app)) {
    for (const name of objects.of(script)) {
      await gateway.destroyObject(name);
      objects.remove(name);
    }
  }
}
