/** What services, and the programs that run them, know beside the public contracts: internal operations, events and facts. */
import { analyticsInternal } from "../analytics/internal.ts";
import type { Contract } from "../common/define.ts";
import { identityInternal } from "../identity/internal.ts";
import { impactInternal } from "../impact/internal.ts";
import { mapInternal } from "../map/internal.ts";
import { notificationInternal } from "../notification/internal.ts";
import { platformInternal } from "../platform/internal.ts";
import { playerInternal } from "../player/internal.ts";
import { proofInternal } from "../proof/internal.ts";
import { questInternal } from "../quest/internal.ts";
import { socialInternal } from "../social/internal.ts";
import { sponsorInternal } from "../sponsor/internal.ts";
import { tokenInternal } from "../token/internal.ts";
import { verificationInternal } from "../verification/internal.ts";

export * from "../analytics/internal.ts";
export * from "../identity/internal.ts";
export * from "../impact/internal.ts";
export * from "../map/internal.ts";
export * from "../notification/internal.ts";
export * from "../platform/internal.ts";
export * from "../player/internal.ts";
export * from "../proof/internal.ts";
export * from "../quest/internal.ts";
export * from "../social/internal.ts";
export * from "../sponsor/internal.ts";
export * from "../token/internal.ts";
export * from "../verification/internal.ts";
export * from "./approval-steps.ts";
export * from "./own-data.ts";
export * from "./read-many.ts";
export * from "./reward.ts";
export * from "./session-notes.ts";
export * from "./stored-text.ts";
export * from "./whole.ts";

/** The internal part of every contract, in the order of `allContracts`. */
export const allInternal: readonly Contract[] = [
  platformInternal,
  identityInternal,
  playerInternal,
  mapInternal,
  questInternal,
  proofInternal,
  verificationInternal,
  socialInternal,
  impactInternal,
  tokenInternal,
  sponsorInternal,
  notificationInternal,
  analyticsInternal,
];
