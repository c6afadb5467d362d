// For the page around the frame: gives the frame the height that its content asks for. Nothing else ever comes out of it.
const frame = document.querySelector("iframe#reasonable-steps");

addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow) return;
  if (event.data?.type !== "reasonable-steps-height") return;
  const { height } = event.data;
  if (!Number.isFinite(height) || height < 100 || height > 100_000) return;
  frame.style.blockSize = `${Math.ceil(height)}px`;
});
