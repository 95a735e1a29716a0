// Loaded into a program before it begins (node --import): says over IPC how long its event loop was held up since it was last asked.
import { monitorEventLoopDelay } from "node:perf_hooks";

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on("message", () => {
  process.send?.({ maxMs: delay.max / 1e6, p99Ms: delay.percentile(99) / 1e6 });
  delay.reset();
});
// The channel must not keep the program alive.
process.channel?.unref();
