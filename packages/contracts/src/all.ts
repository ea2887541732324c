import { analyticsContract } from "./analytics/public.ts";
import type { Contract } from "./common/define.ts";
import { identityContract } from "./identity/public.ts";
import { impactContract } from "./impact/public.ts";
import { mapContract } from "./map/public.ts";
import { notificationContract } from "./notification/public.ts";
import { platformContract } from "./platform/public.ts";
import { playerContract } from "./player/public.ts";
import { proofContract } from "./proof/public.ts";
import { questContract } from "./quest/public.ts";
import { socialContract } from "./social/public.ts";
import { sponsorContract } from "./sponsor/public.ts";
import { tokenContract } from "./token/public.ts";
import { verificationContract } from "./verification/public.ts";

/** Every contract, in the order in which their services' tables are made: foreign keys point backwards only. */
export const allContracts: readonly Contract[] = [
  platformContract,
  identityContract,
  playerContract,
  mapContract,
  questContract,
  proofContract,
  verificationContract,
  socialContract,
  impactContract,
  tokenContract,
  sponsorContract,
  notificationContract,
  analyticsContract,
];
