// Makes each call named in the first argument ({"case": "url"}) with the official SDK, all at once.
const { BedrockRuntimeClient, ConverseCommand } = require('@aws-sdk/client-bedrock-runtime');
const { CloudWatchClient, GetMetricDataCommand, ListMetricsCommand, PutMetricDataCommand } = require('@aws-sdk/client-cloudwatch');
const { InvokeEndpointCommand, SageMakerRuntimeClient } = require('@aws-sdk/client-sagemaker-runtime');
const { PublishCommand, SNSClient } = require('@aws-sdk/client-sns');
const { NodeHttpHandler } = require('@smithy/node-http-handler');

const at = (seconds) => new Date(seconds * 1000);
const converse = (modelId) => [BedrockRuntimeClient, new ConverseCommand({
  modelId,
  system: [{ text: 'Grade it.' }],
  messages: [{ role: 'user', content: [{ text: '2+2? 4 ü' }] }],
  inferenceConfig: { maxTokens: 256, temperature: 0 },
  toolConfig: {
    tools: [{ toolSpec: { name: 'record_scores', description: 'Records it.', inputSchema: { json: { type: 'object' } } } }],
    toolChoice: { tool: { name: 'record_scores' } },
  },
})];
const put = (count) => [CloudWatchClient, new PutMetricDataCommand({
  Namespace: '/aws/sagemaker/inference-quality/ic',
  MetricData: [...Array(count).keys()].map((i) => ({
    MetricName: `m${i}`, Dimensions: [{ Name: 'InferenceComponentName', Value: 'ic/ü' }], Timestamp: at(1795215600.25),
    Values: [0.5, 1e-9], Counts: [3, 7], Unit: 'None', StorageResolution: 60,
  })),
})];
const listed = { Namespace: 'AWS/SageMaker', Dimensions: [{ Name: 'InferenceComponentName' }], RecentlyActive: 'PT3H' };
const list = [CloudWatchClient, new ListMetricsCommand(listed)];
const get = [CloudWatchClient, new GetMetricDataCommand({
  MetricDataQueries: [
    {
      Id: 'm1', ReturnData: false,
      MetricStat: { Metric: { Namespace: 'AWS/SageMaker', MetricName: 'ModelLatency', Dimensions: [{ Name: 'InferenceComponentName', Value: 'ic' }] }, Period: 60, Stat: 'p99', Unit: 'Microseconds' },
    },
    { Id: 'e1', Expression: 'm1 / 1000', Label: 'ms' },
  ],
  StartTime: at(1795212000), EndTime: at(1795215600), ScanBy: 'TimestampAscending', MaxDatapoints: 500, LabelOptions: { Timezone: '+0000' }, NextToken: 't',
})];
const publish = (extra) => [SNSClient, new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:123456789012:alerts', ...extra })];
const alert = publish({
  Message: '{"alert":"ttft","note":"ü & <x> ~*(\')"}', Subject: '[critical] p95 > 2s',
  MessageAttributes: { severity: { DataType: 'String', StringValue: 'critical' }, value: { DataType: 'Number', StringValue: '2.4' } },
});

const calls = {
  put: put(2),
  put_compressed: put(150),
  get,
  list,
  converse: converse('anthropic.claude-3-5-sonnet-20241022-v2:0'),
  converse_profile: converse('arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-3-haiku-20240307-v1:0'),
  converse_key: converse('global.anthropic.claude-sonnet-4-6'),
  invoke: [SageMakerRuntimeClient, new InvokeEndpointCommand({
    EndpointName: 'chat', InferenceComponentName: 'ic-1', ContentType: 'application/json', Body: Buffer.from('{"inputs":"ü"}'),
  })],
  publish: alert,
  publish_fifo: publish({ Message: 'm', MessageDeduplicationId: 'd', MessageGroupId: 'g' }),
  throttled_converse: converse('m'),
  throttled: list,
  invalid: list,
  fault: list,
  unavailable: list,
  too_large: list,
  bad_signature: list,
  put_throttled: put(2),
  put_fault: put(2),
  put_denied: put(2),
  get_throttled: get,
  get_fault: get,
  list_page: [CloudWatchClient, new ListMetricsCommand({ ...listed, NextToken: 't' })],
  publish_throttled: alert,
  publish_fault: alert,
  publish_denied: alert,
  publish_missing: alert,
  converse_unavailable: converse('m'),
  converse_not_ready: converse('m'),
  converse_denied: converse('m'),
  converse_invalid: converse('m'),
};

const urls = JSON.parse(process.argv[2]);
Promise.all(Object.entries(urls).map(async ([name, endpoint]) => {
  const [Client, command] = calls[name];
  const client = new Client({
    endpoint, region: 'us-east-1', requestHandler: new NodeHttpHandler(),
    ...(name.endsWith('_key')
      ? { token: { token: 'bedrock-api-key' }, authSchemePreference: ['httpBearerAuth'] }
      : { credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', sessionToken: 'session' } }),
  });
  await client.send(command).catch((error) => { if (!error.$metadata?.httpStatusCode) throw error; });
})).then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
