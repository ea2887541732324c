import { Mp4Muxer, VideoEncoder, VideoFrame } from "@napi-rs/webcodecs";
import sharp from "sharp";

/** What to film: each picture for so many frames, 25 frames a second. */
export interface Film {
  readonly pictures: readonly Buffer[];
  readonly framesEach: number;
  readonly width: number;
  readonly height: number;
  /** Frames between key frames. */
  readonly keyEvery: number;
}

const codec = "avc1.42001E";
const frameMicroseconds = 40_000;

/** An H.264 video in MP4. */
export async function makeVideo({ pictures, framesEach, width, height, keyEvery }: Film): Promise<Uint8Array> {
  const muxer = new Mp4Muxer({ fastStart: true });
  let begun = false;
  const failures: Error[] = [];
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      if (!begun) muxer.addVideoTrack({ codec, width, height, description: metadata?.decoderConfig?.description });
      begun = true;
      muxer.addVideoChunk(chunk, metadata);
    },
    error: (error) => failures.push(error),
  });
  encoder.configure({ codec, width, height, bitrate: 2_000_000, framerate: 25 });
  let number = 0;
  for (const picture of pictures) {
    const data = await sharp(picture).resize(width, height, { fit: "cover" }).toColourspace("srgb").ensureAlpha().raw().toBuffer();
    for (let of = 0; of < framesEach; of += 1, number += 1) {
      const frame = new VideoFrame(data, {
        format: "RGBA",
        codedWidth: width,
        codedHeight: height,
        timestamp: number * frameMicroseconds,
        duration: frameMicroseconds,
      });
      encoder.encode(frame, { keyFrame: number % keyEvery === 0 });
      frame.close();
    }
  }
  await encoder.flush();
  encoder.close();
  if (failures[0] !== undefined) throw failures[0];
  return muxer.finalize();
}
