namespace Plimsoll.Gateway.WebConsole.Alerts;

/// <summary>Where the console shows alerts and incidents.</summary>
public static class AlertAddress
{
    public const string List = "/alerts";
    public const string Acknowledge = List + "/acknowledge";
    public const string Note = List + "/note";
    public const string Retire = List + "/retire";
    public const string Silence = List + "/silence";
    public const string EndSilence = List + "/end-silence";
    public const string IncidentPrefix = "/incidents/";

    public static string Incident(string id) => IncidentPrefix + Uri.EscapeDataString(id);
}
