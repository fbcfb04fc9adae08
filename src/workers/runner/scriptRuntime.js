// Runs inside the isolate of every uploaded script, before the script's own modules. Some bindings
// cannot be handed to a dynamic worker: their stubs arrive instead, and here become what the
// script's author knows from Cloudflare's documentation. Uploaded code may import this module, so
// nothing it exports may give more than the script has anyway.
import { env } from "cloudflare:workers";
import { mark } from "./__edge_mark.js";

const plan = JSON.parse(env.__EDGE_PLAN);
const host = env.__EDGE_HOST;
delete env.__EDGE_PLAN;
delete env.__EDGE_HOST;

for (const name of plan.objects) env[name] = objectNamespace(env[name]);
for (const name of plan.services) env[name] = service(env[name]);
for (const name of plan.buckets) env[name] = bucket(env[name]);
for (const name of plan.databases) env[name] = database(env[name]);

function forwarding(target, call) {
  return new Proxy(target, {
    get: (own, method) =>
      method in own || method === "then" || typeof method !== "string"
        ? own[method]
        : (...args) => call(method, args),
  });
}

function service(stub) {
  return forwarding({ fetch: (input, init) => stub.fetch(input, init) }, (method, args) =>
    stub.call(method, args),
  );
}

function objectNamespace(stub) {
  const idOf = (name, unique) => ({
    ...(unique ? {} : { name }),
    toString: () => hexOf(name),
    equals: (other) => String(other) === hexOf(name),
  });
  const objectOf = (name, id) =>
    forwarding(
      {
        id,
        name,
        fetch: (input, init) => {
          const request = new Request(input, init);
          request.headers.set("x-edge-object", encodeURIComponent(name));
          return stub.fetch(request);
        },
      },
      (method, args) => stub.call(name, method, args),
    );
  return {
    idFromName: (name) => idOf(String(name), false),
    idFromString: (hex) => idOf(nameOf(hex), true),
    newUniqueId: () => idOf(`unique:${crypto.randomUUID()}`, true),
    get: (id) => objectOf(nameOf(String(id)), id),
    getByName: (name) => objectOf(String(name), idOf(String(name), false)),
  };
}

function hexOf(name) {
  const bytes = new TextEncoder().encode(name);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function nameOf(hex) {
  if (!/^(?:[0-9a-f]{2})+$/.test(hex)) throw new TypeError("Invalid Durable Object ID");
  const bytes = Uint8Array.from(hex.match(/../g), (byte) => Number.parseInt(byte, 16));
  return new TextDecoder().decode(bytes);
}

function bucket(stub) {
  return {
    head: async (key) => objectInfo(await stub.head(key)),
    get: async (key, options) => objectInfo(await stub.get(key, plainOptions(options))),
    put: async (key, value, options) =>
      objectInfo(await stub.put(key, await transferable(value), plainOptions(options))),
    delete: (keys) => stub.delete(keys),
    list: async (options) => {
      const page = await stub.list(options);
      return { ...page, objects: page.objects.map(objectInfo) };
    },
  };
}

/** Headers cannot be cloned as options: R2 takes the fields they stand for. */
function plainOptions(options) {
  if (!(options?.httpMetadata instanceof Headers)) return options;
  const field = (name) => options.httpMetadata.get(name) ?? undefined;
  return {
    ...options,
    httpMetadata: {
      contentType: field("content-type"),
      contentLanguage: field("content-language"),
      contentDisposition: field("content-disposition"),
      contentEncoding: field("content-encoding"),
      cacheControl: field("cache-control"),
    },
  };
}

/** R2 wants to know a stream's length, which is lost between isolates. */
function transferable(value) {
  return value instanceof ReadableStream || value instanceof Blob
    ? new Response(value).arrayBuffer()
    : value;
}

function objectInfo(info) {
  if (info === null) return null;
  const whole = () => new Response(info.body);
  return {
    ...info,
    writeHttpMetadata: (headers) => writeHttpMetadata(info.httpMetadata ?? {}, headers),
    ...(info.body === undefined
      ? {}
      : {
          bodyUsed: false,
          arrayBuffer: () => whole().arrayBuffer(),
          bytes: () => whole().bytes(),
          text: () => whole().text(),
          json: () => whole().json(),
          blob: () => whole().blob(),
        }),
  };
}

function writeHttpMetadata(metadata, headers) {
  const names = {
    contentType: "content-type",
    contentLanguage: "content-language",
    contentDisposition: "content-disposition",
    contentEncoding: "content-encoding",
    cacheControl: "cache-control",
  };
  for (const [field, header] of Object.entries(names)) {
    if (metadata[field] !== undefined) headers.set(header, metadata[field]);
  }
}

function database(stub) {
  const run = async (statements) => {
    try {
      return await stub.run(statements);
    } catch (error) {
      throw new Error(`D1_ERROR: ${error.message}`, { cause: error });
    }
  };
  const statement = (sql, params) => ({
    bind: (...values) => statement(sql, values.map(sqlValue)),
    all: async () => d1Result((await run([{ sql, params }]))[0]),
    run: async () => d1Result((await run([{ sql, params }]))[0]),
    raw: async (options) => {
      const [{ columns, rows }] = await run([{ sql, params }]);
      const plain = rows.map((row) => row.map(d1Value));
      return options?.columnNames ? [columns, ...plain] : plain;
    },
    first: async (column) => {
      const [{ columns, rows }] = await run([{ sql, params }]);
      if (rows.length === 0) return null;
      const row = rowObject(columns, rows[0]);
      if (column === undefined) return row;
      if (!(column in row)) throw new Error(`D1_COLUMN_NOTFOUND: Column not found (${column})`);
      return row[column];
    },
    __statement: { sql, params },
  });
  return {
    prepare: (sql) => statement(String(sql), []),
    batch: async (statements) =>
      (await run(statements.map(({ __statement }) => __statement))).map(d1Result),
    exec: async (sql) => {
      const lines = String(sql)
        .split("\n")
        .filter((line) => line.trim() !== "");
      const start = Date.now();
      await run(lines.map((line) => ({ sql: line, params: [] })));
      return { count: lines.length, duration: Date.now() - start };
    },
    dump: () => Promise.reject(new Error("D1_ERROR: dump is not supported by the local edge")),
    withSession() {
      return { prepare: this.prepare, batch: this.batch, getBookmark: () => null };
    },
  };
}

function sqlValue(value) {
  if (value === null || typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof ArrayBuffer) return value;
  if (ArrayBuffer.isView(value)) {
    return value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength);
  }
  if (Array.isArray(value)) return Uint8Array.from(value).buffer;
  throw new Error(
    `D1_TYPE_ERROR: Type '${typeof value}' not supported for value '${String(value)}'`,
  );
}

/** D1 tells bytes as an array of numbers. */
function d1Value(value) {
  return value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value;
}

function rowObject(columns, row) {
  return Object.fromEntries(columns.map((column, at) => [column, d1Value(row[at])]));
}

function d1Result({ columns, rows, meta }) {
  const results = rows.map((row) => rowObject(columns, row));
  return { success: true, results, meta: { served_by: "local-edge", ...meta } };
}

/**
 * A Durable Object class of the script, as a facet of the edge's own object: facets have no alarms
 * of their own, and one that never answers a close leaks two file descriptors for each socket.
 */
export function durableObject(Base) {
  return class extends Base {
    constructor(ctx, ...rest) {
      mark();
      giveHostAlarms(ctx);
      super(ctx, ...rest);
    }

    fetch(request) {
      mark();
      return super.fetch(request);
    }

    webSocketMessage(socket, message) {
      mark();
      return super.webSocketMessage?.(socket, message);
    }

    async webSocketClose(socket, code, reason, wasClean) {
      mark();
      await super.webSocketClose?.(socket, code, reason, wasClean);
      if (socket.readyState < WebSocket.CLOSED) socket.close(code >= 3000 ? code : 1000);
    }

    /** `alarm` itself is reserved: the host object's alarm calls this. */
    edgeAlarm(info) {
      mark();
      return super.alarm?.(info);
    }
  };
}

function giveHostAlarms(ctx) {
  const name = ctx.id.name;
  const define = (method, value) => Object.defineProperty(ctx.storage, method, { value });
  define("setAlarm", (time) => host.setAlarm(name, Number(time)));
  define("getAlarm", () => host.getAlarm(name));
  define("deleteAlarm", () => host.deleteAlarm(name));
}
