import { NativeSelect } from "@mantine/core";
import { type ApprovalPeople, platformContract } from "@oneheart/contracts";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type Answer, useRead } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { ActButton } from "../../components/form/act-button.tsx";
import { Card } from "../../components/page/page.tsx";
import { QueryState } from "../../components/states/states.tsx";
import { approvalWords } from "./approval-words.ts";
import classes from "./approvals.module.css";

const { getApprovalPolicy, setApprovalPolicy } = platformContract.operations;

/** How many people acts of weight take, and how often one was enough. */
export function ApprovalPolicyCard() {
  const t = useWords(approvalWords);
  const query = useRead(getApprovalPolicy, {});
  return (
    <Card title={t("policy")}>
      <QueryState query={query}>{(policy) => <Loaded key={policy.people} policy={policy} />}</QueryState>
    </Card>
  );
}

function Loaded({ policy }: { policy: Answer<typeof getApprovalPolicy> }) {
  const t = useWords(approvalWords);
  const write = useWrite();
  const [people, choose] = useState(policy.people);
  return (
    <div className={classes.decide}>
      <NativeSelect
        label={t("people")}
        description={t("policy_more")}
        maw={480}
        data={[
          { value: "two", label: t("second_person") },
          { value: "one", label: t("one_person") },
        ]}
        value={people}
        onChange={(event) => choose(event.currentTarget.value as ApprovalPeople)}
      />
      {people !== policy.people && (
        <div>
          <ActButton act={() => write(setApprovalPolicy, { people })}>{t("save")}</ActButton>
        </div>
      )}
      <p>
        <Link to="/admin/approvals" search={{ show: "alone" } as never}>
          {t("alone_lately", { count: policy.alone_lately })}
        </Link>
      </p>
    </div>
  );
}
