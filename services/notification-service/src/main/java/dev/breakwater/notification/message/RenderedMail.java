package dev.breakwater.notification.message;

/** A mail in its final words. */
public record RenderedMail(Notice notice, String subject, String text, String html) {

    @Override
    public String toString() {
        return "RenderedMail[" + notice + "]";
    }
}
