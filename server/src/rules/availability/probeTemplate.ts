import { Placeholder, type EditValue } from '../../documents/edit.ts';
import type { Container } from '../../resources/container.ts';

/** A probe over HTTP of the container's first port, its path left to a person. */
export function probeTemplate(container: Container, path: string): EditValue {
  const first = container.at('ports').items()[0];
  const port = first?.at('name').string ?? first?.at('containerPort').number ?? new Placeholder('http');
  return { httpGet: { path: new Placeholder(path), port } };
}
