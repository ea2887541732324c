import type { Audit } from "@oneheart/kernel";
import { leafHash } from "@oneheart/ledger";
import { orderOf } from "../rules/start-order.ts";
import { campaignStore } from "../store/campaigns.ts";
import { startStore } from "../store/starts.ts";

/** Each order in which zones start is the one that its leaf of the log gives. */
export const auditStarts: Audit = async function* (db) {
  const findings = [];
  const drawn = await startStore({ db }).drawn();
  for (const { id, draw_leaf } of drawn) {
    const { zone_ids } = (await campaignStore({ db }).find(id))!;
    const { leaf_hash, zones } = (await startStore({ db }).find(id))!;
    const isLeaf = leaf_hash === (await leafHash(db, draw_leaf));
    if (isLeaf && orderOf(leaf_hash, id, zone_ids).every((zone_id, place) => zones[place]?.zone_id === zone_id)) continue;
    findings.push({ code: "start_order_differs", ref: id, message: "its zones do not start in the order that the log gives" });
  }
  yield { check: "campaign_starts", checked: drawn.length, of: drawn.length, findings };
};
