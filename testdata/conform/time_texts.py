# time: broken-down times, formats and messages.
import time
print(time.struct_time(range(9)).tm_zone, time.struct_time(range(11)), time.struct_time.__match_args__, time.struct_time.n_fields, time.struct_time.n_sequence_fields, time.struct_time.n_unnamed_fields)
def T(*es):
    for e in es:
        try: print(e, repr(eval(e)))
        except Exception as x: print(e, type(x).__name__, x)
T("time.gmtime(0).tm_zone","time.gmtime('x')","time.gmtime(1e30)","time.gmtime(float('nan'))","time.gmtime(-1e9)","time.gmtime(2**62)","time.asctime((1,2))","time.asctime([1]*9)","time.mktime((2000,1,1,0,0,0,0,0,0))","time.strftime('%Y',(1,2))","time.strftime(5)","time.strftime('%q')","time.strftime('')","time.sleep(-1)","time.sleep('x')","time.get_clock_info('x')","time.get_clock_info('time')","time.get_clock_info('monotonic')","time.ctime(0)","time.strftime('%Y-%m-%d',(12345,1,1,0,0,0,0,1,0))","time.strftime('%Y',(5,1,1,0,0,0,0,1,0))","time.strftime('%s', (2000,1,1,0,0,0,0,1,0))","time.struct_time((1,2))","time.struct_time(5)","time.strftime('%é')","time.strftime('a\\0b')","time.clock_getres(time.CLOCK_MONOTONIC)>0","time.clock_gettime(99)","time.strftime('%H',(2000,13,1,0,0,0,0,1,0))","time.asctime((2000,1,40,0,0,0,0,1,0))","time.localtime(None)[0]>2000","time.gmtime(1.9)[5]","time.gmtime(-0.1)","time.sleep(float('nan'))","time.sleep(1e20)","time.strftime('%-d %_d %e %^a %10Y %G %V %g %u %w %U %W %j %C %y %c %x %X %r %p %I %l %k %Z %z %n %t %% %E %Ey %',(2021,1,3,5,6,7,6,3,0))","time.strftime('%Z',(2021,1,3,5,6,7,6,3,0))","time.asctime((2000,0,0,0,0,0,0,0,0))")
