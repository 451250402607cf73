namespace Plimsoll.Components.History;

/// <summary>Parts of a window that have one source each.</summary>
[Flags]
internal enum Groups
{
    None = 0,

    /// <summary>Requests, latencies and tokens.</summary>
    Requests = 1,

    Gpu = 2,
    Engine = 4,

    /// <summary>Feedback, outcomes, scores and GPU cost: they have no source and stand in the first track.</summary>
    Own = 8,

    /// <summary>Sketches of distinct users, prompts and responses.</summary>
    Users = 16,

    Hosts = 32,

    All = Requests | Gpu | Engine | Own | Users | Hosts,
}
