import { pick, type Random } from "@oneheart/simulation";
import type { LabelledCase } from "@oneheart/trust";

/** What a signal found, with how likely that is for one kind of player. */
type Levels = Readonly<Record<string, number>>;

/** A kind of player, and how its submissions look. Kinds differ from `honest` in what they name. */
interface Kind {
  readonly share: number;
  readonly authentic: boolean;
  /** How much harder than usual it is for reviewers to tell. */
  readonly hard: number;
  readonly levels: Readonly<Record<string, Levels>>;
}

/** What each finding weighs: the hand-set weights of the rules, and of signals like them, in thousandths of log-odds. */
const handSetWeights: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  nonce: { valid: 1400, absent: -400 },
  time_window: { inside: 400, near: 100, expired: -1000 },
  geofence: { inside: 500, vague: 0, outside: -3000 },
  mock_location: { off: 0, on: -2000 },
  exif_position: { missing: 0, near: 600, apart: -300, far: -2000 },
  exif_time: { missing: 0, near: 600, apart: -200, far: -2200 },
  exif_software: { plain: 0, editor: -600, generator: -2500 },
  perceptual_reuse: { none: 300, similar: -2500 },
  screenshot: { no: 200, maybe: -400, yes: -2000 },
  double_jpeg: { no: 100, yes: -700 },
  travel: { plausible: 200, impossible: -2500 },
  burst: { usual: 100, high: -800 },
  ring: { no: 200, yes: -1800 },
  shared_device: { no: 100, yes: -1200 },
};

const honest: Readonly<Record<string, Levels>> = {
  nonce: { valid: 0.8, absent: 0.2 },
  time_window: { inside: 0.93, near: 0.05, expired: 0.02 },
  geofence: { inside: 0.94, vague: 0.05, outside: 0.01 },
  mock_location: { off: 0.995, on: 0.005 },
  exif_position: { missing: 0.55, near: 0.41, apart: 0.03, far: 0.01 },
  exif_time: { missing: 0.45, near: 0.46, apart: 0.07, far: 0.02 },
  exif_software: { plain: 0.95, editor: 0.045, generator: 0.005 },
  perceptual_reuse: { none: 0.995, similar: 0.005 },
  screenshot: { no: 0.97, maybe: 0.025, yes: 0.005 },
  double_jpeg: { no: 0.8, yes: 0.2 },
  travel: { plausible: 0.995, impossible: 0.005 },
  burst: { usual: 0.96, high: 0.04 },
  ring: { no: 0.99, yes: 0.01 },
  shared_device: { no: 0.93, yes: 0.07 },
};

/** The kinds of players; shares are of what people look at, where cheats are more common than among all submissions. */
const kinds: Readonly<Record<string, Kind>> = {
  honest: { share: 0.5, authentic: true, hard: 1, levels: {} },
  careless: {
    share: 0.16,
    authentic: true,
    hard: 1.5,
    levels: {
      nonce: { valid: 0.3, absent: 0.7 },
      geofence: { inside: 0.65, vague: 0.3, outside: 0.05 },
      exif_software: { plain: 0.75, editor: 0.25 },
      double_jpeg: { no: 0.3, yes: 0.7 },
      exif_time: { missing: 0.7, near: 0.1, apart: 0.15, far: 0.05 },
    },
  },
  copier: {
    share: 0.1,
    authentic: false,
    hard: 1,
    levels: {
      nonce: { valid: 0.1, absent: 0.9 },
      perceptual_reuse: { none: 0.12, similar: 0.88 },
      double_jpeg: { no: 0.15, yes: 0.85 },
      exif_position: { missing: 0.9, near: 0.05, far: 0.05 },
    },
  },
  faker_of_places: {
    share: 0.08,
    authentic: false,
    hard: 1,
    levels: {
      mock_location: { off: 0.4, on: 0.6 },
      travel: { plausible: 0.45, impossible: 0.55 },
      exif_position: { missing: 0.7, near: 0.1, far: 0.2 },
    },
  },
  screen_photographer: {
    share: 0.06,
    authentic: false,
    hard: 1.5,
    levels: { screenshot: { no: 0.25, maybe: 0.3, yes: 0.45 }, nonce: { valid: 0.5, absent: 0.5 }, double_jpeg: { no: 0.4, yes: 0.6 } },
  },
  ring_member: {
    share: 0.05,
    authentic: false,
    hard: 2.5,
    levels: { ring: { no: 0.1, yes: 0.9 }, burst: { usual: 0.7, high: 0.3 }, shared_device: { no: 0.6, yes: 0.4 } },
  },
  farm: {
    share: 0.05,
    authentic: false,
    hard: 1,
    levels: { shared_device: { no: 0.1, yes: 0.9 }, burst: { usual: 0.3, high: 0.7 }, nonce: { valid: 0.4, absent: 0.6 } },
  },
};

/** A reviewer, with how often they are wrong about an ordinary case. */
interface SimulatedReviewer {
  readonly id: string;
  readonly error: number;
}

const reviewers: readonly SimulatedReviewer[] = [0.01, 0.02, 0.03, 0.03, 0.05, 0.08].map((error, index) => ({
  id: `reviewer-${index + 1}`,
  error,
}));

/** A submission as the reviewer labelled it, with what it really was. */
export interface SimulatedCase extends LabelledCase {
  readonly kind: string;
  readonly truly_authentic: boolean;
  readonly reviewer: string;
}

/** Submissions of all kinds of players, each labelled by one reviewer, who errs more on hard ones. */
export function simulateCases(count: number, random: Random): SimulatedCase[] {
  return Array.from({ length: count }, () => {
    const kind = draw(Object.fromEntries(Object.entries(kinds).map(([name, { share }]) => [name, share])), random);
    const { authentic, hard, levels } = kinds[kind]!;
    const signals = Object.entries(honest).map(([code, usual]) => {
      const level = draw(levels[code] ?? usual, random);
      return { code, weight: handSetWeights[code]![level]! };
    });
    const reviewer = pick(random, reviewers);
    const wrong = random() < reviewer.error * hard;
    return { signals, authentic: wrong ? !authentic : authentic, kind, truly_authentic: authentic, reviewer: reviewer.id };
  });
}

/** What the generator is made of, for printing. */
export function simulatorParameters(): string {
  return JSON.stringify({ honest, kinds, reviewers });
}

function draw(chances: Levels, random: Random): string {
  const entries = Object.entries(chances);
  let left = random() * entries.reduce((sum, [, chance]) => sum + chance, 0);
  for (const [name, chance] of entries) {
    left -= chance;
    if (left < 0) return name;
  }
  return entries.at(-1)![0];
}
