/** What happened in the demonstration before it was installed: decided by a seed, so that two installations of one day look alike. */
import { type Random, seededRandom, wholeBetween } from "@oneheart/simulation";
import { missions, zones } from "../programme.ts";
import { type Neighbour, neighbours } from "./neighbours.ts";

/** One piece of work: somebody takes a mission, photographs it, and hands it in. */
export interface Outing {
  username: string;
  zone: string;
  /** The mission's title. */
  mission: string;
  started_at: Date;
  minutes: number;
  people_helped: number;
  /** Which picture is drawn of it. */
  picture: number;
  /** Degrees away from the zone's centre. */
  place: { lat: number; lng: number };
  /** Photographed outside of the zone, which no reviewer lets pass. */
  is_elsewhere: boolean;
  /** Buys something afterwards, with enough tokens. */
  redeems: boolean;
  /** To whom the photograph may be shown. */
  allows: { consent_public: boolean; consent_sponsor: boolean };
}

export interface Plan {
  people: Neighbour[];
  /** In the order of their beginning. */
  outings: Outing[];
}

const seed = 20_26_11;
const day_ms = 86_400_000;
const kmOfADegree = 111;
/** Hours of daylight in which people help, in UTC, by zone. */
const daylight: Record<string, [first: number, last: number]> = { lumpini: [0, 9], "khung-bang-kachao": [1, 8], arezzo: [8, 15] };

/** Outings between two rounds of reviewing. */
export const wave = 24;
/** As long as the history is. */
const days = 90;

/** When the history of an installation began that is made today, or so many days before it. */
export function beginningOf(today: Date, before = days): Date {
  return new Date(today.getTime() - before * day_ms);
}

/** A history that ends with the day before `today`; it grows as a programme grows, and people have more time on weekends. */
export function planHistory(today: Date, actions: number): Plan {
  const random = seededRandom(seed);
  const asked = seededRandom(seed + 1);
  const people = neighbours(random, days);
  const midnight = Math.floor(today.getTime() / day_ms) * day_ms;
  const weights = Array.from({ length: days }, (_, index) => weightOf(new Date(midnight - (days - index) * day_ms), index / days));
  const outings: Outing[] = [];
  const done = new Set<string>();
  for (let tries = 0; outings.length < actions && tries < actions * 20; tries += 1) {
    const index = chosen(random, weights, (weight) => weight);
    const there = people.filter(({ joined }) => joined > days - index);
    const person = there[chosen(random, there, ({ share }) => share)];
    if (person === undefined) continue;
    const mission = chosenMission(random, person);
    const onceOnly = `${person.username} ${mission.quest_type === "daily" ? index : mission.title}`;
    if (done.has(onceOnly) || done.has(`${person.username} ${index}`)) continue;
    done.add(onceOnly).add(`${person.username} ${index}`);
    outings.push(outingOf({ random, asked }, person, mission, midnight - (days - index) * day_ms));
  }
  outings.sort((a, b) => a.started_at.getTime() - b.started_at.getTime());
  const astray = outings.map((outing, index) => (isAstray(index, outings.length) ? elsewhere(outing) : outing));
  return {
    people,
    outings: astray.map((outing, index) => (isCopied(index, outings.length) ? copied(outing, astray.slice(0, index)) : outing)),
  };
}

/** Now and then, and once among those that wait for a reviewer at the end. */
function isCopied(index: number, count: number): boolean {
  return index % 60 === 45 || index === count - 4;
}

/** With the picture of somebody else, who did the same before. */
function copied(outing: Outing, before: readonly Outing[]): Outing {
  const original = before.findLast(({ mission, username }) => mission === outing.mission && username !== outing.username);
  return original === undefined ? outing : { ...outing, picture: original.picture };
}

/** Now and then, and once before the last round of reviewing, so that an appeal waits at the end. */
function isAstray(index: number, count: number): boolean {
  return index % 40 === 20 || index === count - wave - 2;
}

function elsewhere(outing: Outing): Outing {
  const degrees = zones.find(({ key }) => key === outing.zone)!.radius_km / kmOfADegree;
  return { ...outing, is_elsewhere: true, place: { ...outing.place, lat: 3 * degrees } };
}

function weightOf(day: Date, progress: number): number {
  const isWeekend = day.getUTCDay() === 0 || day.getUTCDay() === 6;
  return (0.4 + progress) * (isWeekend ? 2.2 : 1);
}

type Mission = (typeof missions)[number];

/** What can be done every day, twice as often as what is done once. */
function chosenMission(random: Random, { zone }: Neighbour): Mission {
  const offered = missions.filter((mission) => mission.zone === zone && mission.quest_type !== "ascension");
  return offered[chosen(random, offered, ({ quest_type }) => (quest_type === "daily" ? 2 : 1))]!;
}

function outingOf(
  { random, asked }: { random: Random; asked: Random },
  { username, zone }: Neighbour,
  mission: Mission,
  midnight: number,
): Outing {
  const [first, last] = daylight[zone] ?? [8, 16];
  const degrees = zones.find(({ key }) => key === zone)!.radius_km / kmOfADegree;
  const somewhere = () => (random() - 0.5) * degrees;
  return {
    username,
    zone,
    mission: mission.title,
    started_at: new Date(midnight + (first + random() * (last - first)) * 3_600_000),
    minutes: Math.round((mission.expected_minutes ?? 30) * (1 + 0.6 * random())) + 2,
    people_helped: mission.mission_type === "mentoring" ? wholeBetween(random, 3, 14) : 0,
    picture: wholeBetween(random, 1, 2 ** 31),
    place: { lat: somewhere(), lng: somewhere() },
    is_elsewhere: false,
    redeems: random() < 0.15,
    allows: allowedBy(asked()),
  };
}

/** A third of the photographs may be shown to everybody, two thirds to sponsors. */
function allowedBy(chance: number): Outing["allows"] {
  return { consent_public: chance < 0.35, consent_sponsor: chance < 0.65 };
}

/** An index, each as likely as its weight says. */
function chosen<T>(random: Random, items: readonly T[], weight: (item: T) => number): number {
  const aim = random() * items.reduce((sum, item) => sum + weight(item), 0);
  let passed = 0;
  return items.findIndex((item) => {
    passed += weight(item);
    return aim < passed;
  });
}
