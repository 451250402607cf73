using System.Text.Json;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Alerting.States;

public class AlertMachineTests
{
    private const long T0 = 1_000_000_000;
    private const string Vectors = "alert_state_machine.json";

    [SharedTheory("vectors", Vectors)]
    [InlineData("short_blip_never_fires")]
    [InlineData("fire_recover_refire_resolve")]
    [InlineData("escalate_and_deescalate")]
    [InlineData("nodata_freezes_pending_and_recovering")]
    [InlineData("nodata_5min_drops_pending")]
    [InlineData("inhibited_then_escalated")]
    [InlineData("inhibition_lifts")]
    [InlineData("inhibited_whole_life")]
    [InlineData("zero_for_p0")]
    [InlineData("flapping")]
    public void Worked_example_comes_out(string name)
    {
        var example = VectorCase.Of(Vectors, name);
        var timing = new AlertTiming(TimeSpan.FromSeconds(example.Number("for_s")), TimeSpan.FromSeconds(example.Number("keep_s")));
        var machine = new AlertMachine();
        var ticks = example.Inputs.GetProperty("ticks_t_cond_sev_inhibited").EnumerateArray().Select(t => t.EnumerateArray().ToArray());
        foreach (var (tick, expected) in ticks.Zip(example.Expected.GetProperty("trace").EnumerateArray()))
        {
            machine = Reloaded(machine);
            var seconds = tick[0].GetInt64();
            bool? condition = tick[1].ValueKind == JsonValueKind.Null ? null : tick[1].GetBoolean();
            var reading = new AlertReading(condition, (AlertPriority)tick[2].GetByte(), tick.Length > 3 && tick[3].GetBoolean());

            var events = machine.Tick(T0 + seconds * 1000, reading, _ => timing);

            Assert.Equal((seconds, expected.GetProperty("state").GetString()), (seconds, machine.State.ToString().ToUpperInvariant()));
            Assert.Equal((seconds, expected.GetProperty("severity").GetString()), (seconds, machine.Priority?.ToString()));
            Assert.Equal(expected.GetProperty("events").EnumerateArray().Select(e => e.GetString()), events.Select(Show));
        }
    }

    [Fact]
    public void Priority_that_held_for_one_tick_does_not_fire_a_pending_alert()
    {
        var machine = new AlertMachine();
        for (var s = 0; s < 600; s += 30)
            Assert.Empty(machine.Tick(T0 + s * 1000, new(true, s == 570 ? AlertPriority.P1 : AlertPriority.P3), AlertTiming.Default));

        Assert.Equal([new(AlertEventKind.Firing, AlertPriority.P3)], machine.Tick(T0 + 900_000, new(true, AlertPriority.P3), AlertTiming.Default));
    }

    [Fact]
    public void Alert_that_went_on_firing_after_it_flapped_is_told_again_once_it_kept_still()
    {
        var machine = new AlertMachine();
        var timing = new AlertTiming(TimeSpan.Zero, TimeSpan.Zero);
        var at = T0;
        for (var i = 0; i < 5; i++)
        {
            machine.Tick(at += 60_000, new(true, AlertPriority.P1), _ => timing);
            machine.Tick(at += 60_000, new(false, AlertPriority.P1), _ => timing);
            machine.Tick(at += 60_000, new(false, AlertPriority.P1), _ => timing);
        }
        Assert.True(machine.Flapping);

        var told = new List<AlertEvent>();
        for (var i = 0; i < 70; i++)
            told.AddRange(machine.Tick(at += 30_000, new(true, AlertPriority.P1), _ => timing));

        Assert.Equal(
            [new(AlertEventKind.Firing, AlertPriority.P1, AlertMute.Flapping), new(AlertEventKind.FlapCleared, AlertPriority.P1), new(AlertEventKind.Firing, AlertPriority.P1)],
            told);
    }

    [Fact]
    public void Damaged_state_is_named_and_not_taken()
    {
        var bytes = Bytes(new AlertMachine());
        bytes[1] = 9;

        Assert.Throws<InvalidDataException>(() => Read(bytes));
    }

    [SharedFact("vectors", Vectors)]
    public void Key_is_that_of_the_worked_example()
    {
        var example = VectorCase.Of(Vectors, "dedup_key");
        string Input(string name) => example.Inputs.GetProperty(name).GetString()!;

        Assert.Equal(
            example.Expected.GetProperty("dedup_key").GetString(),
            DedupKey.Of(Input("component"), Input("model"), Input("version"), Input("family")));
    }

    private static AlertMachine Reloaded(AlertMachine machine) => Read(Bytes(machine));

    private static byte[] Bytes(AlertMachine machine)
    {
        var writer = new StateWriter();
        machine.Write(writer);
        return writer.ToArray();
    }

    private static AlertMachine Read(byte[] bytes)
    {
        var reader = new StateReader("alert", bytes);
        var machine = AlertMachine.Read(ref reader);
        reader.End();
        return machine;
    }

    private static string Show(AlertEvent change) => change switch
    {
        { Kind: AlertEventKind.Resolved, Mute: AlertMute.Flapping } => "resolved:suppressed_flapping",
        { Kind: AlertEventKind.Resolved, Mute: AlertMute.NeverSent } => "resolved:never_sent",
        { Kind: AlertEventKind.Resolved } => "resolved",
        { Kind: AlertEventKind.Flapping } => "flapping",
        { Kind: AlertEventKind.FlapCleared } => "flap_cleared",
        { Mute: AlertMute.Inhibited } => $"{Word(change)}:inhibited",
        { Mute: AlertMute.Flapping } => $"{Word(change)}:suppressed_flapping",
        _ => Word(change),
    };

    private static string Word(AlertEvent change) => $"{change.Kind.ToString().ToLowerInvariant()}:{change.Priority}";
}
