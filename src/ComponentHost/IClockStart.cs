namespace Plimsoll.ComponentHost;

/// <summary>When the clock of the components may start: not before the past has been read back.</summary>
public interface IClockStart
{
    Task Opened { get; }
}
