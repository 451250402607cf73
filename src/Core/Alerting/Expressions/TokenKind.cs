namespace Plimsoll.Alerting.Expressions;

internal enum TokenKind
{
    /// <summary>Letters, digits, <c>_</c>, <c>-</c> and dots, beginning with a letter.</summary>
    Word,

    /// <summary>Digits with an optional fraction and unit, such as <c>5</c>, <c>0.9</c>, <c>80%</c> and <c>1h30m</c>.</summary>
    Number,

    /// <summary><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</summary>
    Comparison,

    Open,
    Close,
    Comma,
    Colon,
    End,
    Unknown,
}

/// <param name="At">Characters before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At)
{
    public bool IsWord(string word) => Kind == TokenKind.Word && Text == word;

    /// <summary>As errors name it.</summary>
    public string Shown => Kind == TokenKind.End ? "the end" : $"'{Text}'";
}
