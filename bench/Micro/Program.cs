using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Plimsoll.Bench.Micro;

if (args is ["checkpoint-sizes"])
{
    CheckpointSizes.Print();
    return;
}
if (args is ["rule-evaluation"])
{
    RuleEvaluation.Print();
    return;
}
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithWarmupCount(6).WithIterationCount(8))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .WithOptions(ConfigOptions.JoinSummary);
BenchmarkSwitcher.FromAssembly(typeof(RecordDecoding).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
