/* Inside the frame without origin: starts the worker in which the pixel runs, and hands the line on. */
addEventListener(
  'message',
  ({ data, ports }) => {
    const code = `importScripts(${JSON.stringify(`${data.origin}/web-pixels/sandbox-worker.js`)});`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
    worker.postMessage({ ...data, bundle: `${data.origin}/web-pixels/pixel.js` }, [ports[0]]);
  },
  { once: true },
);
