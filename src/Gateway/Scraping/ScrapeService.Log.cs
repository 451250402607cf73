namespace Plimsoll.Gateway.Scraping;

internal sealed partial class ScrapeService
{
    [LoggerMessage(LogLevel.Information, "Target {Url} of job {Job} answers: {Samples} samples, {Mapped} of them of components")]
    private partial void LogUp(string job, Uri url, int samples, int mapped);

    [LoggerMessage(LogLevel.Warning, "Target {Url} of job {Job} is down ({Reason}): {Detail}")]
    private partial void LogDown(string job, Uri url, string reason, string detail);

    [LoggerMessage(LogLevel.Debug, "A scrape of job {Job} was given up for the stop")]
    private partial void LogGivenUp(string job);

    [LoggerMessage(LogLevel.Error, "The answer of target {Url} of job {Job} could not be read")]
    private partial void LogBug(Exception bug, string job, Uri url);
}
