package dev.breakwater.notification.mail;

/** A mail in its final words. */
public record RenderedMail(MailOrder order, String subject, String text, String html) {

    @Override
    public String toString() {
        return "RenderedMail[" + order + "]";
    }
}
