export { kubePrometheusStack } from "./kube-prometheus-stack/index.ts";
export type {
  Alerting,
  AlertmanagerOptions,
  AlertReceiver,
  AlertRoute,
  AlertRule,
  EmailReceiver,
  GrafanaLogin,
  GrafanaOptions,
  KubePrometheusStack,
  KubePrometheusStackChartValues,
  KubePrometheusStackOptions,
  PagerDutyReceiver,
  PrometheusOptions,
  RecordingRule,
  Rule,
  SlackReceiver,
  Volume,
  WebhookReceiver,
} from "./kube-prometheus-stack/index.ts";
export { prometheusOperatorCrds } from "./prometheus-operator-crds/index.ts";
export type {
  PrometheusOperatorCrds,
  PrometheusOperatorCrdsChartValues,
  PrometheusOperatorCrdsOptions,
} from "./prometheus-operator-crds/index.ts";
