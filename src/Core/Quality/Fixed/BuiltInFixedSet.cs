namespace Plimsoll.Quality.Fixed;

/// <summary>A small set of the project's own: answers from good to useless, and pairs of which neither is plainly better.</summary>
public static class BuiltInFixedSet
{
    public static FixedSet Value { get; } = new(
        [
            new("How do I boil an egg so that the yolk stays soft?", "Put it into boiling water straight from the fridge, wait six and a half minutes, then cool it under cold water."),
            new("How do I boil an egg so that the yolk stays soft?", "Eggs are laid by hens."),
            new("Which is larger, 3/4 or 2/3?", "3/4 is larger: it is 9/12, and 2/3 is 8/12."),
            new("Which is larger, 3/4 or 2/3?", "2/3 is larger, because 3 is less than 4."),
            new("Write a short note that moves our meeting to Friday at ten.", "Dear all, our meeting moves to Friday at 10:00. Please tell me if that does not suit you. Kind regards"),
            new("Write a short note that moves our meeting to Friday at ten.", "meeting friday whatever, deal with it"),
            new("What causes the tides?", "Mostly the pull of the Moon, and to a lesser part that of the Sun, on the oceans as the Earth turns."),
            new("What causes the tides?", "The tides are caused by"),
            new("My order has not arrived. What can I do?", "I am sorry about that. Please send me the order number, and I will look up where the parcel is."),
            new("My order has not arrived. What can I do?", "That is your own fault for ordering from us."),
            new("Name three primary colours of light.", "Red, green and blue."),
            new("Name three primary colours of light.", "I cannot help with that."),
        ],
        [
            new("Suggest a name for a small bakery.", "Crumb & Crust", "The Morning Loaf"),
            new("Give a reason to take the stairs.", "It is exercise that needs no extra time.", "It keeps your heart fit without a gym."),
            new("Say in one sentence what a database index does.", "It lets the database find rows without reading them all.", "It is a sorted copy of some columns that makes searching fast."),
            new("Wish a colleague a good holiday.", "Enjoy your time off, you have earned it!", "Have a wonderful holiday and come back rested!"),
            new("How can I remember people's names?", "Repeat the name aloud when you hear it.", "Tie the name to something you notice about the person."),
            new("Recommend a houseplant for a dark room.", "A snake plant bears little light.", "A cast-iron plant does well in the shade."),
            new("Why drink water in summer?", "You lose more of it by sweating.", "It keeps your body from overheating."),
            new("Suggest a first line for a letter of thanks.", "Thank you for the time you took for us.", "We are grateful for your help last week."),
            new("Give a tip against typing errors.", "Read the text aloud before you send it.", "Come back to the text after a short break."),
            new("Name a good use for an old jar.", "Store dry lentils in it.", "Turn it into a small vase."),
        ]);
}
