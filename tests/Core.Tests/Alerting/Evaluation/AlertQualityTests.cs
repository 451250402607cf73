using Plimsoll.Alerting.Evaluation;
using Plimsoll.Core.Tests.Quality;
using Plimsoll.Support;

namespace Plimsoll.Core.Tests.Alerting.Evaluation;

public class AlertQualityTests
{
    private const string Vectors = "alert_quality.json";

    [SharedFact("vectors", Vectors)]
    public void Worked_example_comes_out()
    {
        var example = VectorCase.Of(Vectors, "four_incidents");
        var incidents = example.Inputs.GetProperty("incidents_start_end_s").EnumerateArray().Select(i => (i[0].GetDouble(), i[1].GetDouble())).ToList();

        var quality = AlertQuality.Of(incidents, example.Numbers("alerts_s"), example.Number("grace_s"), example.Number("component_weeks"));

        Assert.Equal(example.Expected.GetProperty("alert_is_true").EnumerateArray().Select(t => t.GetBoolean()), quality.AlertIsTrue);
        Assert.Equal(example.ExpectedNumber("precision"), quality.Precision!.Value, 1e-6);
        Assert.Equal(example.ExpectedNumber("recall"), quality.Recall!.Value, 1e-6);
        Assert.Equal(example.ExpectedNumbers("ttd_s"), quality.TimesToDetect);
        Assert.Equal(example.ExpectedNumber("ttd_median_s"), quality.MedianTimeToDetect!.Value, 1e-6);
        Assert.Equal(example.ExpectedNumber("false_alarms_per_component_week"), quality.FalseAlarmsPerComponentWeek, 1e-6);
        var bounds = example.ExpectedNumbers("garwood95_per_component_week");
        Assert.Equal(bounds[0], quality.FalseAlarmBounds.Lower, 1e-6);
        Assert.Equal(bounds[1], quality.FalseAlarmBounds.Upper, 1e-6);
    }

    [Fact]
    public void Thirty_quiet_weeks_show_a_tenth_of_a_false_alarm_a_week() =>
        Assert.Equal(29.957322735539908, GarwoodInterval.ExposureToShow(0.1), 1e-9);

    [Fact]
    public void Nothing_seen_is_no_number()
    {
        var quality = AlertQuality.Of([], [], 600, 4);

        Assert.Null(quality.Precision);
        Assert.Null(quality.Recall);
        Assert.Null(quality.MedianTimeToDetect);
        Assert.Equal(0, quality.FalseAlarmBounds.Lower);
    }
}
