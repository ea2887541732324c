import type * as WebCodecs from "@napi-rs/webcodecs";
import type { LumaImage } from "../pixels/luma-image.ts";
import type { RgbImage } from "../pixels/read-rgb.ts";
import { decodeAt, type FrameReader } from "./decode-at.ts";
import { frameLuma, frameRgb, type VideoFrameSample } from "./frame-pixels.ts";
import { Refusal, type RefusalReason } from "./refusal.ts";

/** Frames of a video, or why there are none. */
export type FrameSampling<Image = LumaImage> =
  | {
      readonly state: "evaluated";
      readonly duration_ms: number;
      readonly width: number;
      readonly height: number;
      readonly frames: readonly VideoFrameSample<Image>[];
    }
  | { readonly state: "not_evaluated"; readonly reason: RefusalReason };

/** How much of a video to look at, and the limits. */
export interface SamplingOptions {
  /** Frames, each in the middle of an equal part of the length. */
  readonly count: number;
  /** The longest side of what comes out. */
  readonly sideMax: number;
  /** The most pixels that a frame may have. */
  readonly pixelsMax: number;
  /** A video that takes longer is not evaluated. */
  readonly timeoutMs: number;
}

const defaults: SamplingOptions = { count: 8, sideMax: 512, pixelsMax: 4096 * 2304, timeoutMs: 30_000 };

/**
 * Frames spread over an MP4 or MOV file, as brightness. Never throws: without the optional decoder, or where the file is broken, too
 * large or too slow, it says so. The file is read from its path as needed, and a few decoded frames are in memory at a time. What
 * decodes is native code: give it files of strangers in a process that may die.
 */
export async function sampleFrames(path: string, options: Partial<SamplingOptions> = {}): Promise<FrameSampling> {
  const settings = { ...defaults, ...options };
  return sample(path, settings, (frame) => frameLuma(frame, settings.sideMax));
}

/** The same in colour. */
export async function sampleStills(path: string, options: Partial<SamplingOptions> = {}): Promise<FrameSampling<RgbImage>> {
  const settings = { ...defaults, ...options };
  return sample(path, settings, (frame) => frameRgb(frame, settings.sideMax));
}

async function sample<Image>(path: string, settings: SamplingOptions, read: FrameReader<Image>): Promise<FrameSampling<Image>> {
  const stop = new AbortController();
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    stop.abort();
    reject(new Refusal("too_slow"));
  }, settings.timeoutMs);
  try {
    const codecs = await import("@napi-rs/webcodecs").catch(() => {
      throw new Refusal("no_decoder");
    });
    return await Promise.race([sampleWith(codecs, path, settings, stop.signal, read), stopped]);
  } catch (error) {
    return { state: "not_evaluated", reason: error instanceof Refusal ? error.reason : "undecodable" };
  } finally {
    clearTimeout(timer);
  }
}

async function sampleWith<Image>(
  codecs: typeof WebCodecs,
  path: string,
  settings: SamplingOptions,
  stop: AbortSignal,
  read: FrameReader<Image>,
): Promise<FrameSampling<Image>> {
  const failures: Error[] = [];
  const demuxer = new codecs.Mp4Demuxer({ error: (error) => failures.push(error) });
  try {
    await demuxer.load(path);
    const duration = demuxer.duration ?? 0;
    const config = demuxer.videoDecoderConfig;
    if (config === null || duration <= 0) throw new Refusal("no_video");
    if (config.codedWidth * config.codedHeight > settings.pixelsMax) throw new Refusal("too_many_pixels");
    const frames: VideoFrameSample<Image>[] = [];
    for (let part = 0; part < settings.count; part += 1) {
      const at = Math.floor(((part + 0.5) / settings.count) * duration);
      const frame = await decodeAt({ codecs, demuxer, config, failures, stop }, at, read);
      if (frame !== undefined && frame.at_ms !== frames.at(-1)?.at_ms) frames.push(frame);
    }
    if (frames.length === 0) throw new Refusal("undecodable");
    const { codedWidth: width, codedHeight: height } = config;
    return { state: "evaluated", duration_ms: Math.round(duration / 1000), width, height, frames };
  } finally {
    demuxer.close();
  }
}
