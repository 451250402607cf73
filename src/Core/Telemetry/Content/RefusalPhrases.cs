using System.Buffers;
using System.Text;

namespace Plimsoll.Telemetry.Content;

/// <summary>
/// Words with which models decline: a stem and a verb of helping in English, whole phrases in other languages. A stem
/// alone says too little: nobody refuses with "I can't wait" or "I cannot stress enough".
/// </summary>
internal static class RefusalPhrases
{
    /// <summary>Before a verb of helping.</summary>
    public static readonly string[] Stems =
    [
        "i can't ", "i cannot ", "i can not ", "i won't ", "i will not ", "i'm unable to ", "i am unable to ", "i'm not able to ",
        "i am not able to ", "i'm not going to ", "i am not going to ", "i'm not comfortable ", "i must decline to ", "i have to decline to ",
        "we can't ", "we cannot ", "we are unable to ",
    ];

    public static readonly string[] Verbs =
    [
        "help", "assist", "provide", "comply", "fulfill", "fulfil", "complete this", "complete that", "do that", "do this",
        "create", "generate", "write", "produce", "share", "discuss", "support", "engage", "answer", "give", "offer", "respond",
        "participate", "facilitate", "continue with this", "continue this", "process this", "process your", "helping", "assisting",
        "providing", "creating", "generating", "writing", "sharing", "discussing", "engaging", "answering",
    ];

    private static readonly string[] s_whole =
    [
        "i must decline.", "i have to decline.", "against my guidelines", "against my programming", "violates my guidelines",
        "as an ai language model, i can", "as an ai, i can't", "as an ai, i cannot",
        "kann ich dir nicht helfen", "kann ich ihnen nicht helfen", "ich kann dir dabei nicht", "ich kann ihnen dabei nicht", "ich kann diese anfrage nicht",
        "je ne peux pas vous aider", "je ne peux pas t'aider", "je ne peux pas répondre à cette", "je ne suis pas en mesure de",
        "no puedo ayudarte", "no puedo ayudarle", "no puedo ayudar con", "no puedo cumplir con", "não posso ajudar", "non posso aiutarti", "non posso aiutarla",
        "我无法提供", "我无法帮助", "我无法协助", "我不能提供", "我不能帮助", "我不能协助", "无法满足您的请求",
        "お手伝いできません", "お手伝いすることはできません", "お答えできません", "도와드릴 수 없습니다",
    ];

    // Few and plain ones are searched for by vector instructions, so the rest stands apart: not one in ten texts needs it.
    public static readonly SearchValues<string> AnyStem = In(Stems);

    public static readonly SearchValues<string> AnyPlain = In([.. s_whole.Where(p => Ascii.IsValid(p))]);

    public static readonly SearchValues<string> AnyBeyondAscii = In([.. s_whole.Where(p => !Ascii.IsValid(p))]);

    private static SearchValues<string> In(string[] phrases) => SearchValues.Create(phrases, StringComparison.OrdinalIgnoreCase);
}
