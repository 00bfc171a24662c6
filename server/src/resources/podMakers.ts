/**
 * Kinds that make pods whose labels are not written in them, or that bring whole applications: operators' resources,
 * chart releases. Where one is seen, a selector that matches nothing may well match what it makes.
 */
export const POD_MAKERS: readonly string[] = [
  'acid.zalan.do/postgresql',
  'agent.k8s.elastic.co/Agent',
  'apm.k8s.elastic.co/ApmServer',
  'argoproj.io/Application',
  'argoproj.io/ApplicationSet',
  'argoproj.io/ArgoCD',
  'beat.k8s.elastic.co/Beat',
  'cassandra.datastax.com/CassandraDatacenter',
  'clickhouse.altinity.com/ClickHouseInstallation',
  'elasticsearch.k8s.elastic.co/Elasticsearch',
  'enterprise.splunk.com/Standalone',
  'gateway.networking.k8s.io/Gateway',
  'grafana.integreatly.org/Grafana',
  'helm.cattle.io/HelmChart',
  'helm.toolkit.fluxcd.io/HelmRelease',
  'jaegertracing.io/Jaeger',
  'k8ssandra.io/K8ssandraCluster',
  'kafka.strimzi.io/Kafka',
  'kafka.strimzi.io/KafkaBridge',
  'kafka.strimzi.io/KafkaConnect',
  'kafka.strimzi.io/KafkaNodePool',
  'k8s.keycloak.org/Keycloak',
  'kibana.k8s.elastic.co/Kibana',
  'kustomize.toolkit.fluxcd.io/Kustomization',
  'logging.banzaicloud.io/Logging',
  'minio.min.io/Tenant',
  'mongodb.com/MongoDB',
  'mongodbcommunity.mongodb.com/MongoDBCommunity',
  'monitoring.coreos.com/Alertmanager',
  'monitoring.coreos.com/Prometheus',
  'monitoring.coreos.com/PrometheusAgent',
  'monitoring.coreos.com/ThanosRuler',
  'mysql.oracle.com/InnoDBCluster',
  'opentelemetry.io/OpenTelemetryCollector',
  'operator.victoriametrics.com/VMAgent',
  'operator.victoriametrics.com/VMCluster',
  'operator.victoriametrics.com/VMSingle',
  'postgres-operator.crunchydata.com/PostgresCluster',
  'postgresql.cnpg.io/Cluster',
  'postgresql.cnpg.io/Pooler',
  'psmdb.percona.com/PerconaServerMongoDB',
  'pxc.percona.com/PerconaXtraDBCluster',
  'rabbitmq.com/RabbitmqCluster',
  'ray.io/RayCluster',
  'ray.io/RayService',
  'redis.redis.opstreelabs.in/Redis',
  'redis.redis.opstreelabs.in/RedisCluster',
  'serving.kserve.io/InferenceService',
  'serving.knative.dev/Service',
  'solr.apache.org/SolrCloud',
  'sparkoperator.k8s.io/SparkApplication',
  'temporal.io/TemporalCluster',
];

/** Labels that controllers put on pods, so that no manifest has them. */
export function isGeneratedPodLabel(key: string): boolean {
  return GENERATED.has(key) || GENERATED_PREFIXES.some((prefix) => key.startsWith(prefix));
}

const GENERATED = new Set([
  'apps.kubernetes.io/pod-index',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
  'pod-template-generation',
  'pod-template-hash',
  'rollouts-pod-template-hash',
]);

const GENERATED_PREFIXES = [
  'acme.cert-manager.io/',
  'batch.kubernetes.io/',
  'gateway.networking.k8s.io/',
  'jobset.sigs.k8s.io/',
  'leaderworkerset.sigs.k8s.io/',
  'serving.knative.dev/',
  'statefulset.kubernetes.io/',
];
