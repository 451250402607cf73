namespace Plimsoll.Components;

/// <summary>
/// A later build saved the state, in a format that this one does not know: it is whole and must stay as it is, until a build
/// reads it that does. Not an <see cref="InvalidDataException"/>, which means bytes that nobody can read.
/// </summary>
public sealed class NewerStateException(string message) : Exception(message);
