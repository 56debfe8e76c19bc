package dev.breakwater.notification.twilio;

/** What Twilio says when it is asked whether it has an SMS. */
public sealed interface Search {

    record Found(String sid) implements Search {}

    record NotThere() implements Search {}

    /** Twilio could not be asked. */
    record NoAnswer(String reason) implements Search {}
}
