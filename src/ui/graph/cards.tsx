import { memo, type ReactNode } from "react";
import { areOwnersDense, areServicesDense, MOST_ENDPOINT_ROWS } from "#app/graph/column";
import type { EndpointView, ReplicaSetRowView, ServiceView } from "#app/view-models/graph";
import { Balloon } from "../common/balloon.tsx";
import { cx } from "../common/cx.ts";
import { Icon } from "../common/icon.tsx";
import { useText } from "../common/use-text.tsx";
import { useGraph } from "./graph-store.ts";
import { POD_MARK_TONES } from "./marks.ts";
import css from "./cards.module.css";

export interface CardProps {
  readonly id: string;
}

interface HeaderProps {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly count?: string | undefined;
}

function CardHeader({ id, name, kind, count }: HeaderProps): ReactNode {
  const isSelected = useGraph((state) => state.selectedId === id);
  const onSelect = useGraph((state) => state.actions.onSelect);
  return (
    <button
      type="button"
      className={css["header"]}
      data-roving=""
      tabIndex={-1}
      aria-pressed={isSelected}
      aria-label={`${kind} ${name}`}
      onClick={() => onSelect(isSelected ? null : id)}
    >
      <b>{name}</b>
      <span>{kind}</span>
      {count === undefined ? null : <span className={css["count"]}>{count}</span>}
    </button>
  );
}

function useCardClass(id: string): string {
  const isSelected = useGraph((state) => state.selectedId === id);
  return cx(css["card"], isSelected && css["selected"]);
}

export const IngressCard = memo(function IngressCard({ id }: CardProps): ReactNode {
  const ingress = useGraph((state) => state.ingresses.get(id));
  const isTall = useGraph((state) => state.layout.shape === "tall");
  const className = useCardClass(id);
  const text = useText();
  if (ingress === undefined) return null;
  if (isTall) {
    return (
      <div className={cx(className, css["mini"])}>
        <b>{text.graph.ingress}</b>
      </div>
    );
  }
  return (
    <div className={className}>
      <CardHeader id={id} name={text.graph.ingress} kind="" />
      <div className={css["rows"]}>
        <div className={cx(css["row"], css["wideOnly"])}>{ingress.address}</div>
        {ingress.paths.map((path) => (
          <div
            key={path.id}
            className={cx(css["row"], css["ink"])}
            data-state={path.problem === null ? "ok" : "bad"}
            title={path.path}
          >
            {path.label}
            {path.problem === null ? (
              <Icon name="right" size={12} />
            ) : (
              <span className={css["end"]}>{path.problem}</span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
});

export const ServiceCard = memo(function ServiceCard({ id }: CardProps): ReactNode {
  const service = useGraph((state) => state.services.get(id));
  const shape = useGraph((state) => state.layout.shape);
  const isDense = useGraph((state) => areServicesDense(state.view));
  const className = useCardClass(id);
  const text = useText();
  if (service === undefined) return null;
  if (shape === "tall") return <MiniService service={service} className={className} />;
  if (isDense) return <DenseService service={service} className={className} />;
  return (
    <div className={className}>
      <CardHeader
        id={id}
        name={shape === "stage" ? text.graph.service : service.name}
        kind={shape === "stage" ? "" : text.graph.service}
      />
      <div className={cx(css["port"], css["wideOnly"])}>{service.portText}</div>
      <div className={css["rows"]}>
        <EndpointRows service={service} />
      </div>
    </div>
  );
});

function EndpointRows({ service }: { readonly service: ServiceView }): ReactNode {
  const text = useText();
  if (service.endpoints.length === 0) {
    return (
      <>
        <div className={css["row"]} data-state="bad">
          <Icon name="x" tone="fail" size={12} />
          {text.graph.noEndpoints}
        </div>
        {service.selector.map((label) => (
          <div key={label} className={css["row"]}>
            {label}
          </div>
        ))}
      </>
    );
  }
  const isCut = service.endpoints.length > MOST_ENDPOINT_ROWS;
  const shown = isCut ? service.endpoints.slice(0, MOST_ENDPOINT_ROWS - 1) : service.endpoints;
  return (
    <>
      {shown.map((endpoint) => (
        <EndpointRow key={endpoint.id} endpoint={endpoint} />
      ))}
      {isCut ? (
        <div className={css["row"]} data-state="off">
          <span className={css["kind"]}>{text.graph.queueMore(service.endpoints.length - shown.length)}</span>
        </div>
      ) : null}
    </>
  );
}

function EndpointRow({ endpoint }: { readonly endpoint: EndpointView }): ReactNode {
  const isSelected = useGraph((state) => state.selectedId === endpoint.podUid);
  const balloon = useGraph((state) => state.balloons.get(endpoint.id) ?? null);
  const onSelect = useGraph((state) => state.actions.onSelect);
  const isBad = endpoint.state === "failing";
  return (
    <button
      type="button"
      className={cx(css["row"], css["fits"])}
      data-roving=""
      tabIndex={-1}
      title={endpoint.why ?? undefined}
      data-state={isBad ? "bad" : endpoint.state === "serving" ? "ok" : "off"}
      data-selected={isSelected && !isBad}
      onClick={() => onSelect(endpoint.podUid)}
    >
      <EndpointMark endpoint={endpoint} />
      <span>{endpoint.podName}</span>
      {endpoint.why === null || balloon !== null ? null : (
        <span className={cx(css["word"], css["wideOnly"])}>{endpoint.why}</span>
      )}
      {balloon === null ? null : <Balloon n={balloon} className={css["balloon"]} />}
    </button>
  );
}

function EndpointMark({ endpoint }: { readonly endpoint: EndpointView }): ReactNode {
  switch (endpoint.state) {
    case "serving":
      return <Icon name="check" tone="ok" size={12} />;
    case "failing":
      return <Icon name="x" tone="fail" size={12} />;
    case "notready":
      return <Icon name="notready" tone="wait" size={12} />;
    case "terminating":
      return <Icon name="terminating" tone="dim" size={12} />;
  }
}

/** One of several services: its endpoints as marks; the names are a press away. */
function DenseService({ service, className }: MiniServiceProps): ReactNode {
  const balloons = useGraph((state) => state.balloons);
  const onSelect = useGraph((state) => state.actions.onSelect);
  const text = useText();
  const balloon = service.endpoints.map((one) => balloons.get(one.id)).find((n) => n !== undefined);
  const failing = service.endpoints.find((one) => one.state === "failing");
  const isBad = service.endpoints.length === 0 || failing !== undefined;
  const names = service.endpoints.map((one) => (one.why === null ? one.podName : `${one.podName}: ${one.why}`));
  return (
    <div className={className}>
      <CardHeader id={service.id} name={service.name} kind={text.graph.service} />
      <button
        type="button"
        className={css["row"]}
        data-roving=""
        tabIndex={-1}
        data-state={isBad ? "bad" : "ok"}
        title={names.join("\n")}
        aria-label={names.length === 0 ? text.graph.noEndpoints : names.join(", ")}
        onClick={() => onSelect(failing?.podUid ?? service.id)}
      >
        {names.length === 0 ? text.graph.noEndpoints : null}
        {service.endpoints.slice(0, 7).map((endpoint) => (
          <EndpointMark key={endpoint.id} endpoint={endpoint} />
        ))}
        {service.endpoints.length > 7 ? <span className={css["many"]}>+{service.endpoints.length - 7}</span> : null}
        {balloon === undefined ? null : <Balloon n={balloon} className={css["balloon"]} />}
      </button>
    </div>
  );
}

const MOST_MINI = 4;

interface MiniServiceProps {
  readonly service: ServiceView;
  readonly className: string;
}

function MiniService({ service, className }: MiniServiceProps): ReactNode {
  const isOne = useGraph((state) => state.services.size === 1);
  const text = useText();
  return (
    <div className={cx(className, css["mini"])}>
      <b>{isOne ? text.graph.service : service.name}</b>
      <span className={css["slots"]}>
        {service.endpoints.slice(0, MOST_MINI).map((endpoint) => (
          <EndpointMark key={endpoint.id} endpoint={endpoint} />
        ))}
        {service.endpoints.length > MOST_MINI ? (
          <span className={css["many"]}>+{service.endpoints.length - MOST_MINI}</span>
        ) : null}
        {service.endpoints.length === 0 ? <Icon name="x" tone="fail" size={12} /> : null}
      </span>
    </div>
  );
}

export const DeploymentCard = memo(function DeploymentCard({ id }: CardProps): ReactNode {
  const card = useGraph((state) => state.deployments.get(id));
  const isDense = useGraph((state) => areOwnersDense(state.view));
  const className = useCardClass(id);
  if (card === undefined) return null;
  return (
    <div className={className}>
      <CardHeader id={id} name={card.name} kind={card.kind} count={card.count} />
      {isDense ? null : (
        <div className={cx(css["summary"], card.trouble !== null && "fail")} title={card.summary}>
          {card.trouble ?? card.summary}
        </div>
      )}
      <div className={css["rows"]}>
        {card.replicaSets.map((row) => (
          <ReplicaSetRow key={row.id} row={row} />
        ))}
      </div>
    </div>
  );
});

const MOST_SLOTS = 7;
/** Beside a longer number there is room for fewer. */
const SLOTS_OF_MANY = 5;

function ReplicaSetRow({ row }: { readonly row: ReplicaSetRowView }): ReactNode {
  const { length } = row.slots;
  const shown = length > MOST_SLOTS ? row.slots.slice(0, (length > 99 ? SLOTS_OF_MANY : MOST_SLOTS) - 1) : row.slots;
  return (
    <div className={css["row"]}>
      {row.hash} <span className={css["kind"]}>{row.revisionText}</span>
      <span className={css["slots"]}>
        {shown.map((slot) => (
          <Icon key={slot.podUid} name={slot.mark} tone={POD_MARK_TONES[slot.mark]} size={14} />
        ))}
        {shown.length < length ? <span className={css["many"]}>+{length - shown.length}</span> : null}
      </span>
    </div>
  );
}

export const RegistryCard = memo(function RegistryCard({ id }: CardProps): ReactNode {
  const registry = useGraph((state) => state.registry);
  const className = useCardClass(id);
  const text = useText();
  if (registry === null) return null;
  const pull = registry.pulls[0];
  return (
    <div className={className}>
      <CardHeader id={id} name={registry.name} kind={text.graph.registry} />
      <div className={css["rows"]}>
        {/* What has no room is said where it is read out, and shown to whoever comes here without a pointer. */}
        {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex */}
        <div
          className={cx(css["row"], css["fits"], css["holds"])}
          role="group"
          tabIndex={0}
          aria-label={registry.holds.replaceAll("\n", ", ")}
          title={registry.holds}
          data-state={pull?.failed === true ? "bad" : "ok"}
        >
          {pull === undefined ? registry.images.map((one) => <span key={one}>{one}</span>) : <span>{pull.image}</span>}
          {pull === undefined ? null : (
            <span className={cx(css["kind"], css["end"])}>
              {pull.text}
              {registry.pulls.length > 1 ? ` · +${registry.pulls.length - 1}` : ""}
            </span>
          )}
        </div>
      </div>
    </div>
  );
});
