// Stands for the native module of the same name in the browser-hosted VS Code: ends a server whose parent is gone.
exports.start = (parentId) => {
  const timer = setInterval(() => {
    try {
      process.kill(parentId, 0);
    } catch {
      process.exit(87);
    }
  }, 1000);
  timer.unref();
};
