// When to stop: Ctrl-C, or the system's request to end. The second one does not wait.

/** Resolves at the first signal; `onSecond` is told of the next. `release` listens no more. */
export function stopSignals(onSecond: () => void): { readonly stopped: Promise<void>; readonly release: () => void } {
  let count = 0;
  let resolve: () => void = () => {};
  const stopped = new Promise<void>((done) => {
    resolve = done;
  });
  const onSignal = () => {
    count += 1;
    if (count === 1) resolve();
    else onSecond();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return {
    stopped,
    release: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
