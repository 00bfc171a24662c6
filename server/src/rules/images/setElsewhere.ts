import type { Lookup } from '../../engine/lookup.ts';
import type { Resource } from '../../resources/resource.ts';
import type { ContainerImage } from './imagesOf.ts';

const KUSTOMIZATION = 'kustomize.config.k8s.io/Kustomization';
const SKAFFOLD = 'skaffold/Config';

/** What {@link isVersionSetElsewhere} looks up. */
export const VERSION_READS: readonly string[] = [KUSTOMIZATION, SKAFFOLD];

/**
 * The version of an image is filled in before the manifest is applied: a kustomization of these folders replaces its
 * tag (`images`), or Skaffold builds it and names what it built. False also where these cannot be looked up.
 */
export function isVersionSetElsewhere(resource: Resource, { text }: ContainerImage, lookup: Lookup): boolean {
  const name = text.replace(/:latest$/u, '');
  const kustomizations = lookup(KUSTOMIZATION).resources ?? [];
  if (kustomizations.some((one) => isWithin(resource, folderOf(one.uri, 3)) && replacesTag(one, name))) return true;
  const skaffolds = lookup(SKAFFOLD).resources ?? [];
  return skaffolds.some((one) => isWithin(resource, folderOf(one.uri, 1)) && builds(one, name));
}

function replacesTag({ root }: Resource, name: string): boolean {
  return root
    .at('images')
    .items()
    .some((image) => {
      const tag = image.at('newTag');
      return image.at('name').is(name) && ((tag.isPresent && !tag.is('latest')) || image.at('digest').isPresent);
    });
}

function builds({ root }: Resource, name: string): boolean {
  return root
    .at('build', 'artifacts')
    .items()
    .some((artifact) => artifact.at('image').is(name));
}

function isWithin({ uri }: Resource, folder: string): boolean {
  return uri.startsWith(folder);
}

/** With its last slash; from `overlays/production`, the base beside `overlays` is three steps up. */
function folderOf(uri: string, steps: number): string {
  let end = uri.length;
  for (let step = 0; step < steps; step++) end = Math.max(uri.lastIndexOf('/', end - 1), uri.indexOf('//') + 2);
  return uri.slice(0, end + 1);
}
