import type { Contract } from "./common/define.ts";
import { identityContract } from "./identity/contract.ts";
import { impactContract } from "./impact/contract.ts";
import { mapContract } from "./map/contract.ts";
import { notificationContract } from "./notification/contract.ts";
import { platformContract } from "./platform/contract.ts";
import { playerContract } from "./player/contract.ts";
import { proofContract } from "./proof/contract.ts";
import { questContract } from "./quest/contract.ts";
import { socialContract } from "./social/contract.ts";
import { tokenContract } from "./token/contract.ts";
import { verificationContract } from "./verification/contract.ts";

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
  notificationContract,
];
