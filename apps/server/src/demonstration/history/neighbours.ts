/** The people of the demonstration's history: who lives where, and how often they help. */
import type { Random } from "@oneheart/simulation";

/** Somebody who helps now and then. */
export interface Neighbour {
  username: string;
  /** Key of the zone where they help. */
  zone: string;
  /** How often, against the others. */
  share: number;
  /** Days before today on which they joined. */
  joined: number;
}

const bangkok =
  "anong arthit boonmee chanida decha fah kanya kittisak lalita manee nattapong niran orathai pakorn pimchanok prasert ratana sakda siriporn somsri suda thida udom wanida wirat yada";
const arezzo = "alessia bruno chiara davide elena fabio giulia lorenzo marta matteo paola sara";

/** Those of the demonstration's own people who help. */
const own = [
  { username: "mali", zone: "lumpini" },
  { username: "somchai", zone: "khung-bang-kachao" },
  { username: "ปิติ", zone: "lumpini" },
].map((one) => ({ ...one, share: 5, joined: 80 }));

/** Everybody, most of them seldom: a few carry a programme, as everywhere. */
export function neighbours(random: Random, days: number): Neighbour[] {
  const thai = bangkok.split(" ").map((username, index) => ({ username, zone: index % 3 === 2 ? "khung-bang-kachao" : "lumpini" }));
  const italian = arezzo.split(" ").map((username) => ({ username, zone: "arezzo" }));
  const others = [...thai, ...italian].map((one) => ({
    ...one,
    share: 0.2 + random() ** 3 * 4,
    joined: Math.ceil(days * (0.35 + 0.65 * random())),
  }));
  return [...own, ...others];
}
