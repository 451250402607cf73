namespace Plimsoll.Quality.Rubrics;

/// <summary>How good an answer is for the one who asked.</summary>
internal static class AnswerDimensions
{
    public static readonly RubricDimension Relevance = new(
        "relevance",
        "Does the response address what the prompt asks, and only that? Length is no merit.",
        [
            new(0, "Answers another question, or none."),
            new(0.5, "Answers in part, or buries the answer under what was not asked."),
            new(1, "Answers exactly what was asked."),
        ]);

    public static readonly RubricDimension ProfessionalTone = new(
        "professional_tone",
        "Is the response courteous, clear and fit to be sent by a company to its customer? A plain style and a short answer are professional.",
        [
            new(0, "Rude, flippant, or full of slang or errors."),
            new(0.5, "Understandable and civil, but careless, gushing or too familiar."),
            new(1, "Courteous, clear and well written throughout."),
        ]);

    public static readonly RubricDimension Accuracy = new(
        "accuracy",
        "Are the facts, figures and conclusions in the response right? Judge only what it claims; saying that something is not known is accurate when it is so.",
        [
            new(0, "The main claim is wrong."),
            new(0.5, "The main claim is right, with errors beside it."),
            new(1, "Every claim that can be checked is right."),
        ]);

    public static readonly RubricDimension Completeness = new(
        "completeness",
        "Does the response cover every part of what was asked? An answer that was cut off is incomplete; one that goes beyond the question is no more complete for it.",
        [
            new(0, "The main part of the question is left unanswered."),
            new(0.5, "The main part is answered, others are missing."),
            new(1, "Every part is answered."),
        ]);

    public static readonly RubricDimension Consistency = new(
        "consistency",
        "Does the response agree with itself? Look for statements, numbers or steps that contradict each other.",
        [
            new(0, "Its main statements contradict each other."),
            new(0.5, "A contradiction in a detail."),
            new(1, "No contradiction."),
        ]);

    public static readonly RubricDimension Helpfulness = new(
        "helpfulness",
        "Could the person who asked go on with this response? Refusing a harmless request is not helpful; refusing a harmful one with an explanation is.",
        [
            new(0, "Of no use."),
            new(0.5, "Some use: the person has to ask or search again."),
            new(1, "Solves the person's problem as far as a text can."),
        ]);

    public static readonly RubricDimension Clarity = new(
        "clarity",
        "How easily is the response understood by the person who asked? Look at order, wording and the terms it presumes.",
        [
            new(0, "Cannot be followed."),
            new(0.5, "Can be followed with effort."),
            new(1, "Understood at the first reading."),
        ]);

    public static readonly RubricDimension Coherence = new(
        "multi_turn_coherence",
        "Does the response fit the turns before it? Look for what it forgets, contradicts or asks again although it was said.",
        [
            new(0, "Ignores or contradicts the conversation."),
            new(0.5, "Follows it, but forgets or repeats something that was said."),
            new(1, "Follows from the conversation throughout."),
        ],
        Needs: RubricNeed.Conversation);
}
