import type { R2Call } from "../runner/gatewayDoor.ts";

/**
 * Runs one call on a bucket. All buckets share one store, each below its name, so that a bucket
 * can be made while the edge runs; names cannot hold a slash, so no bucket reaches into another.
 */
export async function callBucket(store: R2Bucket, bucket: string, call: R2Call): Promise<unknown> {
  const prefix = `${bucket}/`;
  switch (call.method) {
    case "head":
      return plainObject(await store.head(prefix + call.key), prefix);
    case "get":
      return plainObject(await store.get(prefix + call.key, call.options), prefix);
    case "put":
      return plainObject(await store.put(prefix + call.key, call.value, call.options), prefix);
    case "delete":
      return store.delete([call.keys].flat().map((key) => prefix + key));
    case "list":
      return listBucket(store, prefix, call.options);
  }
}

async function listBucket(store: R2Bucket, prefix: string, options: R2ListOptions = {}) {
  const { startAfter, ...rest } = options;
  const page = await store.list({
    ...rest,
    prefix: prefix + (options.prefix ?? ""),
    ...(startAfter === undefined ? {} : { startAfter: prefix + startAfter }),
  });
  return {
    objects: page.objects.map((object) => plainObject(object, prefix)),
    delimitedPrefixes: page.delimitedPrefixes.map((name) => name.slice(prefix.length)),
    truncated: page.truncated,
    ...(page.truncated ? { cursor: page.cursor } : {}),
  };
}

/** An R2 object's class cannot cross to a dynamic worker: its fields and its body can. */
function plainObject(object: R2Object | R2ObjectBody | null, prefix: string) {
  if (object === null) return null;
  const { key, version, size, etag, httpEtag, uploaded, httpMetadata, customMetadata } = object;
  return {
    key: key.slice(prefix.length),
    version,
    size,
    etag,
    httpEtag,
    uploaded,
    httpMetadata: { ...httpMetadata },
    customMetadata: { ...customMetadata },
    storageClass: object.storageClass,
    ...(object.range === undefined ? {} : { range: { ...object.range } }),
    ...("body" in object ? { body: object.body } : {}),
  };
}
