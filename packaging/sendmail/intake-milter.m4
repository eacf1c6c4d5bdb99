dnl For /etc/mail/sendmail.mc:  include(`/etc/mail/m4/intake-milter.m4')dnl
dnl and then run sendmailconfig. The filter has  socket = "unix:/run/intake-milter/intake.sock".
dnl F=T: when the filter does not answer, the sending server keeps the mail and tries again (tempfail).
dnl T: seconds to connect, to send, to wait for an answer, and for a whole message.
INPUT_MAIL_FILTER(`intake-milter', `S=unix:/run/intake-milter/intake.sock, F=T, T=C:30s;S:30s;R:5m;E:10m')dnl
dnl Replies go to a port without the filter:  [reply] smtp_url = "smtp://127.0.0.1:10026"
DAEMON_OPTIONS(`Name=intake-replies, Family=inet, Addr=127.0.0.1, Port=10026, InputMailFilters=')dnl
