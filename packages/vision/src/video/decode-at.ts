import { setTimeout } from "node:timers/promises";
import type * as WebCodecs from "@napi-rs/webcodecs";
import type { VideoFrameSample } from "./frame-pixels.ts";
import { Refusal } from "./refusal.ts";

/** An opened video. */
export interface OpenVideo {
  readonly codecs: typeof WebCodecs;
  readonly demuxer: WebCodecs.Mp4Demuxer;
  readonly config: WebCodecs.DemuxerVideoDecoderConfig;
  /** What demuxer and decoder complained about. */
  readonly failures: Error[];
  readonly stop: AbortSignal;
}

/** What is taken from a decoded frame. */
export type FrameReader<Image> = (frame: WebCodecs.VideoFrame) => Promise<Image>;

/** Ten seconds of 1080p at 30 frames a second; fewer frames where they are larger. */
const pixelsDecodedMax = 300 * 1920 * 1080;
const chunksMin = 16;
/** Decoded frames that may wait to be taken. */
const waitingMax = 8;
/** Frames may be stored in another order than they are shown. */
const reorderedMax = 16;
/** Sound and the like between two chunks of the picture. */
const otherChunksMax = 10_000;

/** The last frame shown at or before a time in µs, or as near to it as the limits allow. Decodes from the key frame before it. */
export async function decodeAt<Image>(
  video: OpenVideo,
  at: number,
  read: FrameReader<Image>,
): Promise<VideoFrameSample<Image> | undefined> {
  let best: WebCodecs.VideoFrame | undefined;
  const keepNearest = (frame: WebCodecs.VideoFrame) => {
    if (best !== undefined && !isNearer(frame.timestamp, best.timestamp, at)) return frame.close();
    best?.close();
    best = frame;
  };
  const decoder = new video.codecs.VideoDecoder({ output: keepNearest, error: (error) => video.failures.push(error) });
  try {
    decoder.configure({ ...video.config, hardwareAcceleration: "prefer-software" });
    video.demuxer.seek(at);
    await decodeUntil(video, decoder, at);
    return best && { at_ms: Math.round(best.timestamp / 1000), image: await read(best) };
  } finally {
    best?.close();
    if (decoder.state !== "closed") decoder.close();
  }
}

function isNearer(candidate: number, held: number, at: number): boolean {
  return candidate <= at ? held > at || candidate > held : held > at && candidate < held;
}

async function decodeUntil(video: OpenVideo, decoder: WebCodecs.VideoDecoder, at: number): Promise<void> {
  const decodedMax = Math.max(chunksMin, pixelsDecodedMax / (video.config.codedWidth * video.config.codedHeight));
  let [decoded, past, others] = [0, 0, 0];
  for await (const { videoChunk } of video.demuxer) {
    refuse(video);
    // Whatever comes before the first key frame cannot be decoded.
    if (videoChunk === undefined || (decoded === 0 && videoChunk.type !== "key")) {
      others += 1;
      if (others > otherChunksMax) break;
      continue;
    }
    decoder.decode(videoChunk);
    decoded += 1;
    if (videoChunk.timestamp > at) past += 1;
    if (decoded >= decodedMax || past >= reorderedMax) break;
    while (decoder.decodeQueueSize > waitingMax) {
      refuse(video);
      await setTimeout(1);
    }
  }
  if (decoded > 0) await decoder.flush();
  refuse(video);
}

function refuse(video: OpenVideo): void {
  if (video.stop.aborted) throw new Refusal("too_slow");
  if (video.failures.length > 0) throw new Refusal("undecodable");
}
