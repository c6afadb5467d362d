// The camera: opens it, looks for QR codes in its pictures, and closes it. Pictures stay in this page; none is kept.
import { loadModule } from "rs:modules";

// Ten pictures a second at most, so that the page and the battery have time for the rest.
const PAUSE = 100;
// Wide enough for the longest code at arm's length; more only takes longer.
const WIDEST = 960;
// A code that stays in the picture is one code. After so long without it, it counts as shown again.
const FORGET = 2_500;

const WHY = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "absent",
  OverconstrainedError: "absent",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** Why there is no camera: `insecure`, `absent`, `refused`, `busy`, `reader` or `lost`. */
export class CameraError extends Error {
  constructor(code, cause) {
    super(`no camera: ${code}`, { cause });
    this.code = code;
  }
}

/**
 * Shows the camera in a video and calls `found(text)` for each code. Resolves once pictures come; `lost()` is called
 * when the camera goes away by itself. The signal closes it.
 */
export async function openCamera({ video, found, lost, signal }) {
  const devices = navigator.mediaDevices;
  if (!devices?.getUserMedia) throw new CameraError(isSecureContext ? "absent" : "insecure");
  const reader = await loadModule("scan");
  try {
    await reader.start();
  } catch (cause) {
    throw new CameraError("reader", cause);
  }
  let stream;
  try {
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
    stream = await devices.getUserMedia({ audio: false, video: { facingMode: "environment", ...size } });
  } catch (cause) {
    throw new CameraError(WHY[cause.name] ?? "absent", cause);
  }
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  // Left while the browser still asked.
  if (signal.aborted) {
    stop();
    return;
  }
  signal.addEventListener("abort", stop, { once: true });
  for (const track of stream.getTracks()) track.addEventListener("ended", lost, { signal });
  video.srcObject = stream;
  try {
    await video.play();
  } catch (cause) {
    // Taken out of the page meanwhile, which aborts the signal too.
    if (signal.aborted) return;
    stop();
    throw new CameraError("busy", cause);
  }
  look({ video, reader, found, signal });
}

function look({ video, reader, found, signal }) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let last = "";
  let seen = 0;
  const step = () => {
    if (signal.aborted) return;
    // Nothing is read from a page that nobody sees.
    const text = document.hidden ? "" : readFrame({ video, canvas, context, reader });
    const now = performance.now();
    if (text && (text !== last || now - seen > FORGET)) found(text);
    if (text) [last, seen] = [text, now];
    setTimeout(step, PAUSE);
  };
  step();
}

function readFrame({ video, canvas, context, reader }) {
  const { videoWidth, videoHeight } = video;
  if (!videoWidth || !videoHeight) return "";
  const scale = Math.min(1, WIDEST / videoWidth);
  const width = Math.round(videoWidth * scale);
  const height = Math.round(videoHeight * scale);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.drawImage(video, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const luma = new Uint8Array(width * height);
  // Brightness by ITU-R BT.601, in 256ths.
  for (let at = 0, from = 0; at < luma.length; at++, from += 4) {
    luma[at] = (77 * data[from] + 150 * data[from + 1] + 29 * data[from + 2]) >> 8;
  }
  return reader.read(luma, width, height);
}
