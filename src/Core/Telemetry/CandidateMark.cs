namespace Plimsoll.Telemetry;

/// <summary>Says of a row that the texts of its request are kept by the gateway it came through, so that it may be judged.</summary>
/// <param name="Hash">Keyed hash of what identifies the request.</param>
/// <param name="Cutoff">Share of the requests that were candidates there and then, above 0 and up to 1.</param>
/// <param name="Flagged">By the safety screen; it is a candidate whatever its hash.</param>
public readonly record struct CandidateMark(ulong Hash, double Cutoff, bool Flagged);
