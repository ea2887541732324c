import { approvals } from "./approvals.ts";
import { areaProblems } from "./area-problems.ts";
import { badges } from "./badges.ts";
import { checks } from "./checks.ts";
import { economy } from "./economy.ts";
import { flags } from "./flags.ts";
import { insights } from "./insights.ts";
import { mails } from "./mails.ts";
import { nextSteps } from "./next-steps.ts";
import { notifications } from "./notifications.ts";
import { pictures } from "./pictures.ts";
import { proofSteps } from "./proof-steps.ts";
import { reasons } from "./reasons.ts";
import { report } from "./report.ts";
import { rewards } from "./rewards.ts";
import { signals } from "./signals.ts";

/** Every text for people, in English. The other languages have the same codes and parameters; a test holds them to it. */
export const english = {
  ...approvals,
  ...areaProblems,
  ...badges,
  ...checks,
  ...economy,
  ...flags,
  ...insights,
  ...mails,
  ...nextSteps,
  ...notifications,
  ...pictures,
  ...proofSteps,
  ...reasons,
  ...report,
  ...rewards,
  ...signals,
};
