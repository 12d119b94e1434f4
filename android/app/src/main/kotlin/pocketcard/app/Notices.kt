package pocketcard.app

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import pocketcard.kit.Words

/** What Android shows outside the app: that there is something, and not what. None of it is seen on a locked screen. */
internal class Notices(private val context: Context) {
    private val manager = context.getSystemService(Context.NOTIFICATION_SERVICE) as NotificationManager

    fun show(id: Int, notice: Notification): Unit = manager.notify(id, notice)

    fun somethingNew(words: Words): Notification = notice(words).setContentTitle(words["note-new-answer"]).setAutoCancel(true).build()

    /** An exchange goes on: [done] bytes of [total] are through. */
    fun sending(words: Words, done: Long, total: Long): Notification {
        val stop = PendingIntent.getBroadcast(context, 0, Intent(context, StopReceiver::class.java), PendingIntent.FLAG_IMMUTABLE)
        return notice(words)
            .setContentTitle(words["note-sending"])
            .setProgress(WHOLE, percent(done, total), total == 0L)
            .setOngoing(true)
            .setOnlyAlertOnce(true)
            .addAction(Notification.Action.Builder(null, words["stop"], stop).build())
            .build()
    }

    /** Says nothing, of an exchange that is over before Android shows it. */
    fun empty(): Notification = Notification.Builder(context, CHANNEL).setSmallIcon(android.R.drawable.stat_notify_sync).build()

    private fun notice(words: Words): Notification.Builder {
        manager.createNotificationChannel(
            NotificationChannel(CHANNEL, words["app-name"], NotificationManager.IMPORTANCE_LOW).apply {
                lockscreenVisibility = Notification.VISIBILITY_SECRET
            },
        )
        val open = PendingIntent.getActivity(context, 0, Intent(context, MainActivity::class.java), PendingIntent.FLAG_IMMUTABLE)
        return Notification.Builder(context, CHANNEL)
            .setSmallIcon(android.R.drawable.stat_notify_sync)
            .setVisibility(Notification.VISIBILITY_SECRET)
            .setContentIntent(open)
    }

    companion object {
        const val NEW = 1
        const val SENDING = 2
        private const val CHANNEL = "notices"
        private const val WHOLE = 100

        fun percent(done: Long, total: Long): Int = if (total == 0L) 0 else (done * WHOLE / total).toInt()
    }
}
