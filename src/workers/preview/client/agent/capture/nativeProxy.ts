/**
 * A function that behaves like the one it stands for, to whoever looks: name, length, properties
 * and printed source are the original's.
 */
export function nativeProxy<F extends (...args: never[]) => unknown>(
  original: F,
  apply: (call: { readonly self: unknown; readonly args: Parameters<F> }) => ReturnType<F>,
): F {
  return new Proxy(original, {
    apply: (_target, self: unknown, args: Parameters<F>) => apply({ self, args }),
    get: (target, key, receiver) =>
      key === "toString"
        ? () => Function.prototype.toString.call(target)
        : Reflect.get(target, key, receiver),
  });
}
