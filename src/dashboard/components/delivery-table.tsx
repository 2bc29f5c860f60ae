import type { DeliveryLogRow } from '../../db/delivery-log';
import { duration } from '../format';
import { TableBox, Time } from './parts';
import { OutcomeBadge } from './state';

/** Attempts, the newest first. @param path of the endpoint's page */
export function DeliveryTable(props: {
  deliveries: readonly DeliveryLogRow[];
  path: string;
  isFiltered: boolean;
}) {
  if (props.deliveries.length === 0) {
    return (
      <p class="muted none">
        {props.isFiltered ? 'No delivery matches.' : 'Nothing was sent to this endpoint yet.'}
      </p>
    );
  }
  return (
    <TableBox label="Table of deliveries">
      <table class="deliveries">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Result</th>
            <th scope="col">Event</th>
            <th scope="col" class="number">
              Attempt
            </th>
            <th scope="col" class="number">
              Took
            </th>
            <th scope="col">Answer</th>
          </tr>
        </thead>
        <tbody>
          {props.deliveries.map((delivery) => (
            <tr key={delivery.id} id={`delivery-${delivery.id}`}>
              <td>
                <Time at={delivery.created_at} />
              </td>
              <td>
                <OutcomeBadge delivery={delivery} />
              </td>
              <th scope="row">
                <a class="row-link" href={`${props.path}/events/${delivery.event_id}`} data-panel>
                  {delivery.event_type}
                </a>
                <code class="id">{delivery.event_id}</code>
              </th>
              <td class="number">{delivery.attempt}</td>
              <td class="number">{duration(delivery.duration_ms)}</td>
              <td class="answer">{oneLine(delivery.response ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

const ANSWER_MAX_CHARACTERS = 120;

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > ANSWER_MAX_CHARACTERS ? `${line.slice(0, ANSWER_MAX_CHARACTERS)}…` : line;
}
