// Loaded into a process that is measured: tells at its end, on a stream of its own, what it has used.
const { writeSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  try {
    writeSync(3, JSON.stringify({ cpu: (user + system) / 1000, peak: (maxRSS * 1024) / 1e6 }));
  } catch {
    // A worker thread's end, or nobody listens.
  }
});
