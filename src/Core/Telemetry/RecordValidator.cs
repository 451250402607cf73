namespace Plimsoll.Telemetry;

/// <summary>The rules a record must meet before it is journalled. Every message names the field and the value.</summary>
public static class RecordValidator
{
    /// <summary>
    /// Null when the record is good. Normalises in place what is harmless (derives TPOT, drops an empty string).
    /// </summary>
    /// <param name="record">The decoded record.</param>
    /// <param name="receivedMs">Receive time; a timestamp more than 60 s after it is clamped when the record is applied, not rejected.</param>
    public static Rejection? Validate(InferenceRecord record, long receivedMs) => throw new NotImplementedException();

    public static Rejection? Validate(GpuSample sample) => throw new NotImplementedException();

    public static Rejection? Validate(EngineSample sample) => throw new NotImplementedException();

    public static Rejection? Validate(Feedback feedback) => throw new NotImplementedException();

    public static Rejection? Validate(Outcome outcome) => throw new NotImplementedException();
}
