{{/* The release's name, with the product's in it. */}}
{{- define "plimsoll.name" -}}
{{ contains "plimsoll" .Release.Name | ternary .Release.Name (printf "%s-plimsoll" .Release.Name) | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "plimsoll.labels" -}}
app.kubernetes.io/name: plimsoll
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* What tells the pods of a role apart; takes the root and the role. */}}
{{- define "plimsoll.selector" -}}
app.kubernetes.io/name: plimsoll
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .role }}
{{- end }}

{{- define "plimsoll.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* Longer than a drain, and than the seconds in which a gateway that leaves is still sent requests. */}}
{{- define "plimsoll.grace" -}}
{{ add .Values.cluster.drainSeconds 30 }}
{{- end }}

{{- define "plimsoll.environment" -}}
- name: PLIMSOLL__CLUSTER__ROLE
  value: {{ .role }}
- name: PLIMSOLL__CLUSTER__ADVERTISED_ADDRESS
  valueFrom:
    fieldRef:
      fieldPath: status.podIP
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: NODE_NAME
  valueFrom:
    fieldRef:
      fieldPath: spec.nodeName
- name: OTEL_RESOURCE_ATTRIBUTES
  value: k8s.pod.name=$(POD_NAME),k8s.node.name=$(NODE_NAME)
{{- if eq .root.Values.cluster.provider "postgresql" }}
- name: PLIMSOLL_POSTGRES
  valueFrom:
    secretKeyRef:
      name: {{ .root.Values.cluster.postgresql.secret }}
      key: {{ .root.Values.cluster.postgresql.key }}
{{- end }}
{{- end }}

{{- define "plimsoll.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1654
runAsGroup: 1654
fsGroup: 1654
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "plimsoll.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "plimsoll.mounts" -}}
- name: config
  mountPath: /etc/plimsoll
  readOnly: true
- name: keys
  mountPath: /run/secrets/plimsoll
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- end }}

{{- define "plimsoll.volumes" -}}
- name: config
  configMap:
    name: {{ include "plimsoll.name" . }}
- name: keys
  secret:
    secretName: {{ .Values.apiKeys.secret }}
- name: tmp
  emptyDir:
    sizeLimit: 1Gi
{{- end }}

{{- define "plimsoll.probes" -}}
startupProbe:
  httpGet: { path: /healthz, port: http }
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: { path: /healthz, port: http }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: { path: /readyz, port: http }
  periodSeconds: 5
  timeoutSeconds: 3
{{- end }}

{{/* No two of a role on one node while there are others. */}}
{{- define "plimsoll.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "plimsoll.selector" . | nindent 8 }}
{{- end }}

{{/* What both roles may reach: names, and the ports of what is configured, wherever it is. */}}
{{- define "plimsoll.egress" -}}
- ports:
    - { protocol: UDP, port: 53 }
    - { protocol: TCP, port: 53 }
- ports:
    {{- range .Values.networkPolicy.egress.ports }}
    - { protocol: TCP, port: {{ . }} }
    {{- end }}
{{- end }}
