import { defineRule } from '../../engine/rule.ts';
import { BUILT_IN_WORKLOADS } from '../../resources/pod.ts';
import { imagesOf } from './imagesOf.ts';

export default defineRule({
  id: 'image-tiller-deployed',
  title: 'Tiller of Helm 2 deployed',
  family: 'images',
  severity: 'high',
  why: 'Tiller takes orders from anyone who reaches its port inside the cluster, without asking who it is, and usually has all rights. One compromised pod is enough to become cluster administrator through it. Helm 2 has had no fixes since 2020.',
  kinds: [...BUILT_IN_WORKLOADS, 'Service'],
  standards: {},
  aliases: {
    checkov: ['CKV_K8S_34', 'CKV_K8S_44', 'CKV_K8S_45'],
    trivy: ['KSV-0102'],
    kics: ['6d173be7', '8b862ca9', 'e17fa86a'],
  },
  recommended: true,
  fix: null,

  *check(resource) {
    for (const { at, reference } of imagesOf(resource)) {
      if (reference.path.split('/').at(-1) === 'tiller') yield { at, message: MESSAGE };
    }
    if (resource.type !== 'Service') return;
    const selector = resource.root.at('spec', 'selector');
    const selectsTiller = selector.at('app').is('helm') && selector.at('name').is('tiller');
    if (resource.name === 'tiller-deploy' || selectsTiller) {
      yield { at: resource.root.at('metadata', 'name'), message: MESSAGE };
    }
  },
});

const MESSAGE =
  'Tiller, the server of Helm 2, lets every pod that reaches it act as its administrator. Migrate the releases to Helm 3 and delete it.';
