import type {
  Bucket,
  BucketDeleteResponse,
  BucketListResponse,
} from "cloudflare/resources/r2/buckets/buckets";
import { z } from "zod";
import type { BucketRecord } from "../r2Buckets.ts";
import type { Call } from "./call.ts";
import { result, type Reply } from "./reply.ts";
import type { RestContext } from "./restContext.ts";
import { noSuchBucket, RestError } from "./restError.ts";
import { route, type Route } from "./router.ts";

const BUCKETS = "/accounts/:account/r2/buckets";
const Create = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "is not a valid bucket name"),
});

/** R2 buckets; their objects are reached through a script's binding. */
export function bucketRoutes(context: RestContext): Route[] {
  return [
    route("POST", BUCKETS, (call) => create(context, call)),
    route("GET", BUCKETS, () => list(context)),
    route("GET", `${BUCKETS}/:bucket`, (call) => get(context, call)),
    route("DELETE", `${BUCKETS}/:bucket`, (call) => remove(context, call)),
  ];
}

function create(context: RestContext, call: Call): Reply<Bucket> {
  const { name } = call.json(Create);
  if (context.buckets.get(name) !== undefined) {
    throw new RestError(409, 10004, "The bucket you tried to create already exists.");
  }
  return result(view(context.buckets.create(name)));
}

function list({ buckets }: RestContext): Reply<BucketListResponse> {
  return result({ buckets: buckets.list().map(view) });
}

function get(context: RestContext, call: Call): Reply<Bucket> {
  return result(view(needBucket(context, call)));
}

async function remove(context: RestContext, call: Call): Promise<Reply<BucketDeleteResponse>> {
  const { name } = needBucket(context, call);
  if (!(await context.gateway.isBucketEmpty(name))) {
    throw new RestError(409, 10008, "The bucket you tried to delete is not empty.");
  }
  context.buckets.delete(name);
  return result(null);
}

function needBucket({ buckets }: RestContext, call: Call): BucketRecord {
  const found = buckets.get(call.param("bucket"));
  if (found === undefined) throw noSuchBucket();
  return found;
}

function view({ name, createdOn }: BucketRecord): Bucket {
  return { name, creation_date: createdOn, storage_class: "Standard", jurisdiction: "default" };
}
