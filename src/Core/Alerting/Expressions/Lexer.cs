namespace Plimsoll.Alerting.Expressions;

/// <summary>Cuts an expression into tokens; the last is <see cref="TokenKind.End"/>.</summary>
internal static class Lexer
{
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var token = Next(text, at);
            tokens.Add(token);
            at += token.Text.Length;
        }
        tokens.Add(new(TokenKind.End, "", text.Length));
        return tokens;
    }

    private static Token Next(string text, int at) => text[at] switch
    {
        '(' => new(TokenKind.Open, "(", at),
        ')' => new(TokenKind.Close, ")", at),
        ',' => new(TokenKind.Comma, ",", at),
        ':' => new(TokenKind.Colon, ":", at),
        '<' or '>' => new(TokenKind.Comparison, text[at..(at + (at + 1 < text.Length && text[at + 1] == '=' ? 2 : 1))], at),
        var c when char.IsAsciiLetter(c) => new(TokenKind.Word, While(text, at, IsWordPart), at),
        var c when char.IsAsciiDigit(c) => new(TokenKind.Number, While(text, at, IsNumberPart), at),
        _ => new(TokenKind.Unknown, text[at..(at + 1)], at),
    };

    private static string While(string text, int from, Func<char, bool> belongs)
    {
        var to = from;
        while (to < text.Length && belongs(text[to]))
            to++;
        return text[from..to];
    }

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';

    private static bool IsNumberPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '%';
}
