import { pattern } from "../pattern.ts";

type Against = { value: number; limit: number };

/** What is worth a look in the token economy. Shares are in per cent. */
export const economy = {
  "economy.concentration": pattern<Against>(
    "One percent of the holders hold {value, number} % of all tokens; more than {limit, number} % is worth a look.",
  ),
  "economy.inequality": pattern<Against>(
    "Tokens are held very unequally: the Gini coefficient is {value, number} %, more than {limit, number} %.",
  ),
  "economy.dormancy": pattern<Against>(
    "{value, number} % of all tokens lie where nothing has moved for 90 days; more than {limit, number} % is worth a look.",
  ),
  "economy.low_coverage": pattern<Against>(
    "The rewards on offer cover {value, number} % of the tokens that people hold; less than {limit, number} % is worth a look.",
  ),
  "economy.issuance_surge": pattern<Against>(
    "{value, number} tokens were issued in the last seven days, more than three times the weekly mean of the four weeks before: {limit, number}.",
  ),
  "economy.rings": pattern<{ value: number }>(
    "{value, plural, one {A group of accounts sends} other {# groups of accounts send}} tokens round among themselves.",
  ),
  "economy.farms": pattern<{ value: number }>("{value, plural, one {An account gets} other {# accounts get}} what many others earn."),
};
